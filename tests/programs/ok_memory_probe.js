let name = '';
try {
  new ArrayBuffer(2 ** 53 - 1);
} catch (error) {
  name = error.name;
}
console.log(name === 'RangeError' ? 'ok' : name);
