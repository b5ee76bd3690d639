const fs = require('fs');
const s = fs.createReadStream('/dev/stdin', { encoding: 'utf8', highWaterMark: 4 });
let parts = [];
s.on('open', (fd) => console.log('open', typeof fd)).on('ready', () => console.log('ready'));
s.on('data', (c) => parts.push(c)).on('end', () => console.log(parts, s.bytesRead)).on('close', () => console.log('close'));
