const pass = readline();
if (pass !== 'write') throw new Error('I can only write');
console.log(readline());
