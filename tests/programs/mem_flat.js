let list = new Array(100).fill(0);
for (let i = 0; i < 5; i++) list = new Array(100).fill(list);
list.flat(Infinity);
