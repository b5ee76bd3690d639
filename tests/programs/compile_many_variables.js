«50000×var a = 1;
»
console.log('ok');
