const readline = require('node:readline');

(async () => {
  for await (const line of readline.createInterface({input: process.stdin})) {
    const [a, b] = line.split(' ').map(Number);
    console.log('%d', a + b);
  }
})();
