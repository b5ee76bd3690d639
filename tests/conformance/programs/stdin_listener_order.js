console.log('1');
process.stdin.on('data', () => console.log('data'));
process.stdin.on('end', () => { console.log('end'); process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('micro')); });
process.stdin.on('close', () => console.log('close'));
process.on('exit', (c) => console.log('exit', c));
process.on('beforeExit', () => console.log('beforeExit'));
process.nextTick(() => console.log('2'));
