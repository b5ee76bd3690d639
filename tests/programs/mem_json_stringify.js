let value = 'x';
for (let i = 0; i < 30; i++) value = [value, value];
console.log(JSON.stringify(value).length);
