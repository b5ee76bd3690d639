'use strict';
const fs = require('node:fs');
const stdin = fs.readFileSync(process.stdin.fd, 'utf8');
const out = [];
const print = (...a) => out.push(a.join(' '));
for (const line of stdin.split('\n').filter(Boolean)) {
  const [cmd, ...args] = line.match(/"[^"]*"|\S+/g);
  switch (cmd) {
    case 'echo':
      print(...args.map((s) => s.replace(/^"|"$/g, '')));
      break;
    case 'sum':
      print(args.reduce((s, x) => s + Number(x), 0).toFixed(3));
      break;
    case 'date':
      print(new Date(args[0]).toLocaleDateString('en-US', { month: 'short', day: '2-digit', year: 'numeric' }));
      break;
    default: print(`unknown: ${cmd}`);
  }
}
process.on('exit', () => fs.writeFileSync(process.stdout.fd, out.join('\n') + '\n'));
