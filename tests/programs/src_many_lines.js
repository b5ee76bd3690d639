«100000×;
»
console.log('ok');
