const list = [«10000×{a:{b:1}},»];
console.log(list.length === 10000 ? 'ok' : '');
