const oldLog = console.log; const buffer = []; console.log = (...a) => buffer.push(a.join(' '));
process.on('exit', () => { console.log = oldLog; console.log(buffer.join('\n')); });
for (let i = 0; i < 5; i++) console.log(i, i * i, [i, i]);
setTimeout(() => console.log('late'), 1);
