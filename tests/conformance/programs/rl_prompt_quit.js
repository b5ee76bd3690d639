var readline = require('readline');
var rl = readline.createInterface({ input: process.stdin, output: process.stdout, terminal: false });
var n = -1, cnt = 0;
rl.setPrompt('> ');
rl.prompt();
rl.on('line', function (line) { if (line === '') {
  console.log('(empty)');
  rl.prompt();
  return;
} switch (line.trim()) {
  case 'quit':
    rl.close();
    break;
  default:
    console.log('say: ' + line);
    rl.prompt();
} }).on('close', function () { console.log('Have a great day!'); process.exit(0); });
rl.on('SIGINT', function () { });
rl.on('pause', () => console.log('[paused]'));
