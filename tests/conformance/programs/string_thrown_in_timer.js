// compare stderr
setTimeout(() => { console.log('a'); process.stdout.write('no newline'); throw 'plain string'; }, 2);
new Promise((r) => r()).then(() => console.log('first'));
