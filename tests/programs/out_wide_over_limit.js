process.stdout.write('ü'.repeat(600000));
