function* f() { «200000×yield » 1; }
console.log('ok');
