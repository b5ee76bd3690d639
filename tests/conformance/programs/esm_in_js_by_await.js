const rl = require('readline').createInterface({ input: process.stdin });
const { value } = await rl[Symbol.asyncIterator]().next();
console.log(value);
