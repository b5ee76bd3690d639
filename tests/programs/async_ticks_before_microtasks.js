const seen = [];
process.nextTick(() => {
  seen.push(1);
  Promise.resolve().then(() => seen.push(3));
  process.nextTick(() => seen.push(2));
});
setTimeout(() => console.log(seen.join() === '1,2,3' ? 'ok' : seen), 1);
