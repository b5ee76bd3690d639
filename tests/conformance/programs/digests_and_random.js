const crypto = require('crypto');
const { createHash } = require('node:crypto');
for (const a of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'SHA256', 'SHA-512', 'RSA-SHA1', 'sha-1'])
  for (const s of ['', 'abc', 'ä'.repeat(55), 'x'.repeat(56), 'x'.repeat(111), 'y'.repeat(112), 'z'.repeat(1000)]) {
    try {
      console.log(a, s.length, createHash(a).update(s).digest('hex'));
    }
    catch (e) {
      console.log(a, e.message);
    }
  }
console.log(createHash('sha256').update('a').update(Buffer.from('b')).digest('base64'), createHash('md5').update('616263', 'hex').digest(), crypto.createHmac('sha256', 'key').update('msg').digest('hex'), crypto.createHmac('sha512', 'k'.repeat(200)).update('msg').digest('base64url'), createHash('md5').update('a').copy().update('b').digest('latin1').length);
for (const f of [() => createHash('foo'), () => { const h = createHash('md5'); h.digest(); h.digest(); }, () => { const h = createHash('md5'); h.digest(); h.update('x'); }, () => createHash('md5').update(5), () => crypto.randomInt(5, 5), () => crypto.randomInt(1.5), () => createHash(5), () => crypto.randomBytes(-1), () => crypto.createHmac('foo', 'k'), () => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab')), () => crypto.getRandomValues(5), () => crypto.webcrypto.getRandomValues(new Float64Array(1)), () => crypto.webcrypto.getRandomValues(new Uint8Array(70000))])
  try {
    f();
    console.log('ok');
  }
  catch (e) {
    console.log(e.name, e.code, e.message);
  }
const u = crypto.randomUUID();
console.log(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(u), crypto.randomBytes(8).toString('hex').length, crypto.randomInt(10) < 10, crypto.randomInt(3, 4), crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a')), crypto.getRandomValues(new Uint32Array(3)).length);
crypto.randomBytes(4, (e, b) => console.log(e, b.length));
crypto.webcrypto.subtle.digest('SHA-256', new TextEncoder().encode('abc')).then((b) => console.log(Buffer.from(b).toString('hex')));
// advent of code style
let i = 0;
while (!createHash('md5').update('abcdef' + i).digest('hex').startsWith('000'))
  i++;
console.log(i);
process.stdin.pipe(createHash('sha1')).setEncoding('hex').on('data', console.log);
