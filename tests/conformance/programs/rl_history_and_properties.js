const rl = require('readline').createInterface({ input: process.stdin, historySize: 0 });
console.log(rl.terminal, rl.line, rl.cursor, rl.closed, rl.history, rl.historySize, typeof rl.crlfDelay);
rl.on('line', (l) => console.log(l, rl.line, rl.cursor));
rl.on('close', () => console.log(rl.closed, rl.getPrompt() === '> '));
rl.on('history', () => console.log('no history'));
