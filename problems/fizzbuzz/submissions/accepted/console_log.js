require('readline')
    .createInterface({input: process.stdin})
    .once('line', (line) => {
      for (let i = 1; i <= Number(line); i++) {
        const word = `${i % 3 ? '' : 'fizz'}${i % 5 ? '' : 'buzz'}`;
        console.log(word === '' ? i : word);
      }
    });
