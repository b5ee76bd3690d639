console.log('ok');
undefined.property;
