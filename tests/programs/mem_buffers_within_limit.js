const bytes = new Uint8Array(100 << 20).fill(1);
console.log(bytes[bytes.length - 1] === 1 ? 'ok' : '');
