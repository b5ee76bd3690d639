/* «150000×comment » */ console.log('ok');
