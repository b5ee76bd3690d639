// compare stderr
const x = await Promise.resolve(3);
console.log(x);
const o = null;
await Promise.reject(new TypeError(`bad ${x}`));
