const add = eval('(a, b) => a + b');
const multiply = new Function('a', 'b', 'return a * b');
console.log(add(2, 3) + multiply(4, 5) === 25 ? 'ok' : '');
