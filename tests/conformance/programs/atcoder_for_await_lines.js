(async () => {
  const rl = require('readline').createInterface({ input: process.stdin, crlfDelay: Infinity });
  const lines = [];
  for await (const line of rl) lines.push(line);
  console.log(lines.length, lines);
})();
