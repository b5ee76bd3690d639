for (let i = 0; i < 20000; i++) process.stdout.write('line\n');
process.exit(0);
