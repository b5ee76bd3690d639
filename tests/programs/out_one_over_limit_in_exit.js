process.stdout.write('ok\n');
process.on('exit', () => process.stdout.write(' '.repeat(1048576 - 2)));
