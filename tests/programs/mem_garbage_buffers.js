let last = 0;
for (let i = 0; i < 400; i++) last += new Uint8Array(4 << 20).length;
console.log(last === 400 * (4 << 20) ? 'ok' : '');
