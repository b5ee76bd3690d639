process.on('exit', (c) => console.log(typeof c, c));
process.exit('12');
