const object = {};
for (let i = 0; i < 50000; i++) object[`key${i}`] = i;
console.log(Object.keys(object).length === 50000 ? 'ok' : '');
