import { readFileSync } from 'fs';
const s = readFileSync(0, 'utf8').trim();
console.log(s, typeof require, this);
