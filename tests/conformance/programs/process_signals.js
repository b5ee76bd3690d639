process.on('SIGINT', () => console.log('never'));
process.on('SIGTERM', () => {});
console.log(process.listenerCount('SIGINT'));
