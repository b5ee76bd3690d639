const numbers = Array.from({ length: 1000 }, Math.random);
console.log(new Set(numbers).size > 990 && numbers.every((n) => n >= 0 && n < 1) ? 'ok' : numbers[0]);
