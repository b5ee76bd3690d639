console.log(1);
Promise.reject(42);
setTimeout(() => console.log('not reached'), 10);
