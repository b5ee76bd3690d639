const words = [];
let x = 7;
for (let i = 0; i < 200000; ++i) {
  x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
  words.push(x.toString(36));
}
words.sort();
console.log(words[0], words[words.length - 1]);
