const chunks = [];
const original = process.stdout.write;
process.stdout.write = function (s, ...rest) { chunks.push(String(s)); return true; };
console.log('captured', { a: 1 });
process.stdout.write('direct\n');
process.stdout.write = original;
console.log(chunks);
process.stdout.write.call(process.stdout, 'called\n');
