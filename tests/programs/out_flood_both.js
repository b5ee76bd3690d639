console.log('a'.repeat(600000));
console.error('b'.repeat(600000));
