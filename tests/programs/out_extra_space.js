process.stdout.write('  ok \r\n\n\n');
