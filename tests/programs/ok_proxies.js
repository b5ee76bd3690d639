let reads = 0;
const counted = new Proxy({ x: 1 }, {
  get(target, key) {
    reads++;
    return target[key];
  },
});
for (let i = 0; i < 100000; i++) counted.x;
console.log(reads === 100000 ? 'ok' : reads);
