const fs = require('fs');
const path = fs.existsSync('input.txt') ? 'input.txt' : '/dev/stdin';
const path2 = fs.existsSync(__dirname + '/example.txt') ? __dirname + '/example.txt' : 0;
console.log(path, path2, fs.existsSync('/dev/stdin'), fs.existsSync(undefined), fs.existsSync(''));
console.log(fs.readFileSync(path, 'utf8').trim());
