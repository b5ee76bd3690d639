Object.setPrototypeOf(Function.prototype, null);
Object.setPrototypeOf(setTimeout, null);
setTimeout(() => console.log('ok'), 1);
