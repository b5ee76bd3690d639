process.stdin.on('data', () => console.log('wrong'));
process.stdin.on('end', () => console.log('ok'));
