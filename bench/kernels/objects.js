let live = [];
let sum = 0;
for (let i = 0; i < 18000000; ++i) {
  const point = {x: i, y: i + 1, next: live[i & 1023]};
  live[i & 1023] = {x: point.y, y: point.x, next: null};
  sum = (sum + point.x) | 0;
}
console.log(sum);
