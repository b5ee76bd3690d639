const [a, b, c] = require('fs').readFileSync(0, 'utf8').split('\n');
console.log(a.split(' '), a.trim().split(/\s+/), a.match(/\S+/g), b.split(' ').map(Number), b.split(' ').filter(Boolean).length, c.split('\t'), c === undefined);
