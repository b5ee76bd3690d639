const bytes = new Uint8Array(200e6);
console.log(bytes.length);
