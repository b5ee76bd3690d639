// Takes the number of temperatures for one of them.
const values =
    require('fs').readFileSync(0, 'utf8').trim().split('\n').map(Number);
console.log(values.reduce((a, b) => a + b) / values.length);
