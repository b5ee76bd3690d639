process.exit = () => {};
process.reallyExit = () => {};
process.exit(3);
console.log('ok');
