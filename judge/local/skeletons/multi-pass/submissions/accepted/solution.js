// Binary, with the digits 0 and 2.
const [pass, line] = require('fs').readFileSync(0, 'utf8').split('\n');
if (pass === 'write') {
  console.log(Number(line).toString(2).replaceAll('1', '2'));
} else {
  console.log(parseInt(line.replaceAll('2', '1'), 2));
}
