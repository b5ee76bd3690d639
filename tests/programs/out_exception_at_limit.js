process.stdout.write('x'.repeat(1048576));
throw new Error('no room');
