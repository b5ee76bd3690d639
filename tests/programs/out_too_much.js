console.log('ok ok');
