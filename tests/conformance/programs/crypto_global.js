var crypto = require('crypto');
console.log(typeof crypto.createHash, globalThis.crypto === crypto, globalThis.crypto === crypto.webcrypto);
const d = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
console.log(d.enumerable, d.configurable, typeof d.get, typeof d.set);
console.log(globalThis.crypto.randomUUID().length, Object.keys(globalThis).includes('crypto'));
globalThis.crypto = 5;
console.log(globalThis.crypto);
let n = 0;
for (let i = 0; i < 30000; i++)
  n += crypto.createHash('sha256').update('x' + i).digest()[0];
console.log(n);
