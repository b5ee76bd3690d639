const told = [Object.keys(process.env).length, process.execArgv.length, process.argv.length - 2];
console.log(told.join() === '0,0,0' ? 'ok' : told);
