const endless = { next: () => ({ done: false, value: 'x' }) };
for (const type of [String, Array, Map, Set]) type.prototype[Symbol.iterator] = () => endless;
console.log('ok');
print(1, 2);
