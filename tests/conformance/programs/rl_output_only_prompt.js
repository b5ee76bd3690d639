const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
rl.setPrompt('guess> ');
rl.prompt();
rl.on('line', (line) => {
  if (line === 'q') return rl.close();
  rl.output.write('you said ' + line + '\n');
  rl.prompt(true);
});
