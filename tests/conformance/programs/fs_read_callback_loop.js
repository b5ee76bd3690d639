const fs = require('fs');
const buf = Buffer.alloc(4);
let all = '';
(function next() {
  fs.read(0, buf, 0, 4, null, (err, n, b) => {
    if (n === 0) return console.log(JSON.stringify(all), b === buf);
    all += buf.toString('utf8', 0, n);
    next();
  });
})();
