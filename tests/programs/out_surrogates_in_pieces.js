process.stdout.write('\ud83d');
process.stdout.write('\ude42\n');
