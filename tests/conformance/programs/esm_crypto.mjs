import { createHash, randomInt } from 'node:crypto';
import crypto, { webcrypto } from 'crypto';
console.log(createHash('sha512').update('q').digest('hex'), randomInt(1), crypto.webcrypto === webcrypto, webcrypto === globalThis.crypto);
console.log(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-1', new Uint8Array(3).buffer)));
try {
  await globalThis.crypto.subtle.digest('MD5', new Uint8Array(1));
}
catch (e) {
  console.log(e.name, e.message);
}
