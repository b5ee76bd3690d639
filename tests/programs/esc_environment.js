const told = [JSON.stringify(process.env), process.execArgv.length, process.argv.length - 2];
console.log(told.join() === '{"OUTPUT_PATH":"/dev/stdout"},0,0' ? 'ok' : told);
