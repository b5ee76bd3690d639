const B = Buffer;
console.log(B.from('hello').toString('base64'), B.from('aGk=', 'base64').toString(), B.from('ff00', 'hex'), B.concat([B.from('a'), B.from([98])]).toString(), B.byteLength('é'), B.from('abc').equals(B.from('abc')), B.compare(B.from('a'), B.from('b')), B.alloc(3, 'ab'), B.from([1, 2, 3]).readUInt16BE(1), B.from('test').indexOf('s'), B.from('abc').toJSON(), [...B.from('ab').entries()], B.from('x').fill('z').toString(), B.isBuffer(B.alloc(0)), B.from('abcdef').slice(1, 3).toString(), B.from('€').length, B.from('ÿ', 'latin1'), B.from('a\u0000b').toString('ascii').length, new Uint8Array(B.from('q')), B.from(new Uint16Array([1, 256])), B.from('abc').swap16 !== undefined, B.from('zz').toString('utf16le').length, atob('aGk='), btoa('hi'), new TextDecoder().decode(new TextEncoder().encode('ü')), B.poolSize, B.from('z').writeInt32LE === undefined);
const b = B.alloc(16);
b.writeDoubleLE(1.5, 0);
b.writeBigInt64BE(-5n, 8);
console.log(b, b.readDoubleLE(0), b.readBigInt64BE(8), b.toString('hex'));
console.log(new URL('http://u:p@ex.com:80/a/b?x=1&y=2#h'), new URLSearchParams('a=1&b=2&a=3').getAll('a'), require('querystring').parse('a=1&a=2'), require('path').parse('/x/y.tar.gz'), require('path').relative('/a/b', '/a/c/d'), require('url').parse('http://a.b/c?d=e').query, require('os').EOL === '\n', require('string_decoder').StringDecoder.name);
