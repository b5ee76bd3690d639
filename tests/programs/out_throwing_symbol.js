process.stdout.write(`${Symbol('s')}`);
