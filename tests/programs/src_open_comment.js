console.log('ok');
/* and so on
