const f = () => f;
f«300000×()»;
console.log('ok');
