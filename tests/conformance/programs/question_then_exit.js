const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
rl.question('q1 ', (a) => { console.log('a=' + a); rl.question('q2 ', (b) => { console.log('b=' + b); process.stdout.write('partial'); process.exit(3); console.log('never'); }); });
