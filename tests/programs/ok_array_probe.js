let caught = 0;
for (const length of [-1, 1.5, 2 ** 32, NaN]) {
  try {
    new Array(length);
  } catch (error) {
    caught += error instanceof RangeError ? 1 : 0;
  }
}
console.log(caught === 4 ? 'ok' : caught);
