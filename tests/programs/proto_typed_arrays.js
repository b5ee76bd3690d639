const typed = Object.getPrototypeOf(Uint8Array.prototype);
for (const key of ['set', 'subarray', 'slice', 'indexOf', 'fill', Symbol.iterator]) delete typed[key];
Object.defineProperty(typed, 'length', { get: () => 5 });
Object.defineProperty(typed, 'byteLength', { get: () => 5e9 });
console.log(require('fs').readFileSync(0, 'utf8').length === 3 ? 'ok' : '');
