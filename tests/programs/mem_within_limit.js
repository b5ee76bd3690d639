const lists = [];
for (let i = 0; i < 60; i++) lists.push(new Array(131072).fill(i));
console.log(lists.length === 60 ? 'ok' : '');
