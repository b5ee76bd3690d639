delete Function.prototype.call;
delete Function.prototype.apply;
delete Function.prototype.bind;
delete Function.prototype[Symbol.hasInstance];
setTimeout(() => console.log('ok'), 1);
