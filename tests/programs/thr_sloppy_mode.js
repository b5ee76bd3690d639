undeclared = 'ok';
console.log(undeclared, delete globalThis.undeclared ? '' : 'wrong');
