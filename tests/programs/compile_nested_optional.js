let a;
a«300000×?.a»;
console.log('ok');
