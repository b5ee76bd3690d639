let name = '';
try {
  'x'.repeat(2 ** 29);
} catch (error) {
  name = error.name;
}
console.log(name === 'RangeError' ? 'ok' : name);
