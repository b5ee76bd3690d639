const { createReadStream, createWriteStream } = require('fs');
const rs = createReadStream(null, { fd: 0, encoding: 'utf8', highWaterMark: 7 });
let s = '';
rs.on('data', (c) => (s += c)).on('end', () => { const ws = createWriteStream(null, { fd: 1, autoClose: false }); ws.write(s.length + '\n'); ws.write(s.split('').reverse().join(''), () => { console.error('flushed'); }); ws.on('finish', () => console.error('finish')); ws.end('\n'); }).on('close', () => console.error('closed'));
