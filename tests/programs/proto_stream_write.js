let written = '';
const real = process.stdout.write;
process.stdout.write = (text) => {
  written += text;
  return true;
};
console.log('o');
console.log('k');
process.stdout.write = real;
process.stdout.write(written.replace('\n', ''));
