const readline = require('readline');
class Lines {
  buffer = []; waiting = null;
  next() {
    if (this.buffer.length) return Promise.resolve(this.buffer.shift());
    return new Promise((resolve) => {
      const rl = readline.createInterface({ input: process.stdin });
      let done = false;
      rl.on('line', (l) => { if (!done) { done = true; rl.close(); resolve(l); } else this.buffer.push(l); });
      rl.on('close', () => { if (!done) resolve(undefined); });
    });
  }
}
(async () => { const l = new Lines(); for (let x; (x = await l.next()) !== undefined;) console.log('got', x); console.log('end'); })();
