const list = [];
list.push(list);
list.flat(Infinity);
