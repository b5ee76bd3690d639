process.stdin.setEncoding('utf16le');
let s = '';
process.stdin.on('data', (c) => (s += c)).on('close', () => console.log('close', JSON.stringify(s)));
