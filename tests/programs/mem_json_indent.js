let value = 1;
for (let i = 0; i < 7000; i++) value = [value];
console.log(JSON.stringify(value, null, 10).length);
