const readline = require('readline'); const { Writable, PassThrough } = require('stream');
const sink = new Writable({ write(c, e, cb) { console.log('out:', JSON.stringify(String(c))); cb(); } });
const rl = readline.createInterface({ input: process.stdin, output: sink, prompt: '? ', historySize: 10, tabSize: 4, removeHistoryDuplicates: true, escapeCodeTimeout: 10 });
rl.prompt(); rl.on('line', (l) => { console.log(l); rl.prompt(); }); rl.on('error', () => {}); rl.on('SIGINT', () => {}); rl.on('close', () => console.log('closed'));
try { readline.createInterface(); } catch (e) { console.log(e.name); } try { readline.createInterface({}); } catch (e) { console.log(e.name); } readline.emitKeypressEvents(process.stdin); console.log(readline.clearLine(process.stdout, 0), readline.cursorTo === undefined);
