const list = Array.from({ length: 20000 }, (_, i) => ({ key: i % 7, i }));
list.sort((x, y) => x.key - y.key);
console.log(list.every((x, i) => i === 0 || list[i - 1].key < x.key || list[i - 1].i < x.i) ? 'ok' : '');
