for (const key of ['floor', 'trunc', 'round', 'max', 'min']) Math[key] = () => NaN;
for (const key of ['apply', 'ownKeys', 'get', 'has']) Reflect[key] = undefined;
JSON.stringify = JSON.parse = null;
Number.isInteger = Number.isFinite = Number.isNaN = () => true;
Symbol.for = () => 'x';
setTimeout(() => setTimeout(() => console.log('ok'), 2), 2);
