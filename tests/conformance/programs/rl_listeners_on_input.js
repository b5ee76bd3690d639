const rl = require('readline').createInterface({ input: process.stdin });
rl.input.on('end', () => console.log('input end'));
process.stdin.on('data', (d) => console.log('data', d.length ?? d));
rl.on('line', (l) => console.log('line', l)).on('close', () => console.log('close'));
process.stdin.on('close', () => console.log('stdin close'));
