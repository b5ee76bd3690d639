let a = '', b = 0;
process.stdin.on('data', (c) => (a += c));
process.stdin.on('data', (c) => (b += c.length));
process.stdin.addListener('end', () => console.log(a, b));
process.stdin.once('end', () => console.log(process.stdin.listenerCount('data'), process.stdin.readableEnded, process.stdin.destroyed));
