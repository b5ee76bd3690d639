async function main() {
  const lines = require('fs').readFileSync(0, 'utf8').split('\n');
  const [a, b] = lines[7].split(' ').map(Number);
  console.log(a + b);
}

main();
