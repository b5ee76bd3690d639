let last = performance.now();
let back = 0;
for (let i = 0; i < 20000; i++) {
  const now = performance.now();
  if (now < last) back++;
  last = now;
}
console.log(back === 0 && process.uptime() >= 0 ? 'ok' : back);
