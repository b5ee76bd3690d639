process.stdin.setEncoding('utf8').toArray().then((a) => console.log(a.join('').split('\n')));
