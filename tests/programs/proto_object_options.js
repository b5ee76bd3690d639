Object.assign(Object.prototype, { encoding: 'hex', flag: 'w', fd: 2, depth: 0, colors: true, showHidden: true, compact: 1, terminal: true, ignoreErrors: true });
console.log(require('fs').readFileSync(0, 'utf8').trim());
