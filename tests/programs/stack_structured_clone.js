let value = [];
for (let i = 0; i < 1e5; i++) value = [value];
structuredClone(value);
console.log('ok');
