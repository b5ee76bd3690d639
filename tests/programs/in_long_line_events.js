require('readline').createInterface({ input: process.stdin }).on('line', (line) => console.log(line.length === 2000000 ? 'ok' : line.length));
