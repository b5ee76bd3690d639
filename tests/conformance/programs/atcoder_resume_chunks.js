process.stdin.resume();
process.stdin.setEncoding('utf8');
var reader = require('readline').createInterface({
  input: process.stdin,
  output: process.stdout
});
var lines = [];
reader.on('line', (line) => {
  lines.push(line);
});
reader.on('close', () => {
  const n = Number(lines[0]);
  console.log(lines.slice(1, n + 1).reverse().join('\n'));
});
