const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout, prompt: 'calc> ' });
rl.prompt();
rl.on('line', (line) => {
  const [a, op, b] = line.trim().split(' ');
  switch (op) {
    case '+': console.log(+a + +b); break;
    case '*': console.log(a * b); break;
    default: console.log('?');
  }
  rl.setPrompt(`[${op}] `);
  rl.prompt();
}).on('close', () => {
  console.log('Have a great day!');
  console.log(JSON.stringify(rl.getPrompt()));
  process.exit(0);
});
