const line = readline();
console.log(!line.includes('\ufffd') && line.length === 100001 ? 'ok' : line.length);
