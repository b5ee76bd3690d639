const n = +require('fs').readFileSync(0);
const out = [];
for (let i = 0; i < n; i++) out.push(i * i % 1000003);
console.log(out.join('\n'));
process.stdout.write(out.slice(-3).join(' ') + '\n');
