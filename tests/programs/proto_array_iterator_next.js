Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: true });
setTimeout((a) => console.log(a), 1, 'ok');
