function main(input) {
  const [n, ...a] = input.trim().split(/\s+/).map(Number);
  console.log(n, a.reduce((x, y) => x + y, 0));
}

main(require('fs').readFileSync('/dev/stdin', 'utf8'));
