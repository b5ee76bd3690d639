const fs = require('fs');
let refused = 0;
for (const args of [[null], ['text'], [{}], [Buffer.alloc(2), 0, 5], [Buffer.alloc(2), 5, 1], [Buffer.alloc(2), -1, 1], [Buffer.alloc(2), 0, -1], [Buffer.alloc(0), 0, 1]]) {
  try {
    fs.readSync(0, ...args);
  } catch (error) {
    refused += error instanceof Error ? 1 : 0;
  }
}
console.log(refused >= 6 ? 'ok' : refused);
