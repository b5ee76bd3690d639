let left = 0;
for (const delay of [NaN, -5, Infinity, '3', null, undefined, {}, [], 1e-9, true]) {
  left++;
  setTimeout(() => {
    if (--left === 0) console.log('ok');
  }, delay);
}
