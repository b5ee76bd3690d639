const table = [«50000×123456, »];
console.log(table.length === 50000 ? 'ok' : '');
