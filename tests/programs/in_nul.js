const text = require('fs').readFileSync(0, 'latin1');
console.log(text.length === 6 && text.charCodeAt(2) === 0 ? 'ok' : text.length);
