require('readline').createInterface({ input: process.stdin }).on('line', (l) => console.log(l.length, JSON.stringify(l), +l));
