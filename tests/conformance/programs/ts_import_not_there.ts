import { nope } from 'fs';
console.log(typeof nope);
process.exitCode = 3;
