process.stdin.setEncoding('hex');
process.stdin.on('data', (c) => console.log(typeof c, c));
process.stdin.on('end', () => console.log('end'));
