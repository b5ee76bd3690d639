require('readline').createInterface({ input: process.stdin }).on('line', (line) => null.property);
