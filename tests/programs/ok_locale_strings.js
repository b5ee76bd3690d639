const parts = [(1234.5).toLocaleString('en-US'), 'I'.toLocaleLowerCase('tr'), 'ß'.toUpperCase(), '\u0041\u030a'.normalize('NFC')];
console.log(parts.join() === '1,234.5,ı,SS,\u00c5' ? 'ok' : parts);
