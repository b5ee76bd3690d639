const { stdout } = process;
stdout.cork();
stdout.write('one ');
stdout.write('two\n');
process.nextTick(() => stdout.uncork());
console.log('three');
