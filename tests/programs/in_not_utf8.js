const text = require('fs').readFileSync(0, 'utf8');
console.log(text.startsWith('a\ufffd') && text.trim().endsWith('z') ? 'ok' : JSON.stringify(text));
