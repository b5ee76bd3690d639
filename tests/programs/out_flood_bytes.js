const fs = require('fs');
const bytes = new Uint8Array(5000).fill(65);
for (;;) fs.writeSync(1, bytes);
