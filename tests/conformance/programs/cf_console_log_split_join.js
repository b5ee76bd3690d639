var data = '';
process.stdin.on('data', c => data += c);
process.stdin.on('end', () => {
  const { EOL } = require('os');
  const lines = data.split(EOL);
  const t = lines.shift();
  const out = [];
  for (let i = 0; i < t; i++) out.push(lines[i].split('').reverse().join(''));
  console.log(out.join(EOL));
});
