const fs = require('fs');
fs.readFile('/dev/stdin', 'utf8', (err, data) => {
  if (err) throw err;
  console.log(err, data.split('\n').map(Number));
});
console.log('first');
