process.stdin.on('error', () => {});
process.stdin.on('data', () => {});
process.stdin.destroy();
setTimeout(() => console.log('ok'), 5);
