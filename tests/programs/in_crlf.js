const numbers = [];
for (let line = readline(); line !== null; line = readline()) numbers.push(line);
console.log(numbers.join() === '1,2,,3' ? 'ok' : JSON.stringify(numbers));
