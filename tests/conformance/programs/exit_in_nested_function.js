function solve(a) {
  if (a < 0) { console.log('NO'); process.exit(); }
  console.log('YES', a);
}
[1, 2, -1, 3].forEach(solve);
console.log('unreachable');
