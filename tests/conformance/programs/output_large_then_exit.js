const lines = [];
for (let i = 0; i < 30000; i++) lines.push('line ' + i);
console.log(lines.join('\n'));
process.stdout.write('tail without newline');
process.exit(0);
