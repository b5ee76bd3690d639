const numbers = readline().split(' ');
console.log(numbers.length === 400000 ? 'ok' : numbers.length);
