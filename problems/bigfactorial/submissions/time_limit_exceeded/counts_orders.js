// Visits every order: n! steps.
function count(n) {
  if (n <= 1) return 1n;
  let orders = 0n;
  for (let first = 0; first < n; first++) orders += count(n - 1);
  return orders;
}

console.log(String(count(Number(require('fs').readFileSync(0, 'utf8')))));
