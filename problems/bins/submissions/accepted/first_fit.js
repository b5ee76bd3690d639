const sizes = require('fs').readFileSync(0, 'utf8').split('\n')[1]
    .split(' ').map(Number);
const free = [];
const bin = [];
const order = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a]);
for (const parcel of order) {
  let at = free.findIndex((room) => room >= sizes[parcel]);
  if (at < 0) at = free.push(100) - 1;
  free[at] -= sizes[parcel];
  bin[parcel] = at + 1;
}
console.log(bin.join(' '));
