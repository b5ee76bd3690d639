// Globals of the judge's shell may be declared again.
var print = (...a) => console.log('mine', ...a);
var lines = require('fs').readFileSync(0, 'utf8').split('\n'), at = 0;
var readline = function () { return lines[at++]; };
var write = (s) => process.stdout.write(s);
print(readline(), readline());
write('w\n');
