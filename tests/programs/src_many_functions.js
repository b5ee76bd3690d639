«20000×function f() { return 1; }
»
console.log(f() === 1 ? 'ok' : '');
