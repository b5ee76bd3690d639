const words = require('fs').readFileSync(0, 'utf8').split('\n').slice(1);
console.log(words.join('\n'));
