// compare stderr
require('fs').readFile('/no/such', (err, d) => { if (err)
  throw err; });
