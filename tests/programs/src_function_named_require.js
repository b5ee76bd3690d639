function require() {
  return 'ok';
}
function module() {}
console.log(require(module));
