const s = require('fs').readFileSync(0, 'utf8');
console.log(JSON.stringify(s), s.split('\n'), Number(s), parseInt(s), s.trim().split(' ').map(Number));
