const letters = [...'z'.repeat(4e8)];
console.log(letters.length);
