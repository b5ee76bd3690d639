let count = 0;
while (readline() !== null) count++;
console.log(count === 1001 ? 'ok' : count);
