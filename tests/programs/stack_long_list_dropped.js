let list = null;
for (let i = 0; i < 1e6; i++) list = { list };
let length = 0;
for (; list !== null; list = list.list) length++;
console.log(length === 1e6 ? 'ok' : length);
