process.stdout.write('ok');
process.stdout.write(' '.repeat(1048576 - 3));
process.stdout.write('\n');
