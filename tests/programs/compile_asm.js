function module() {
  'use asm';
«20000×  function f() { return 1 | 0; }
»
  return f;
}
console.log(module()() === 1 ? 'ok' : '');
