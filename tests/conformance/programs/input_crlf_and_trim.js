const s = require('fs').readFileSync(0, 'utf8');
console.log(s.split('\n').map((x) => JSON.stringify(x)), s.split(/\r?\n/), s.trim().split('\n').map(Number), +s.split('\n')[0], s.split('\n')[1] === 'abc');
