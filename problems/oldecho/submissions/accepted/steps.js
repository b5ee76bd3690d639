const [count, ...words] = require('fs').readFileSync(0, 'utf8').split('\n');
for (let i = 0; i < Number(count); i += 2) console.log(words[i]);
