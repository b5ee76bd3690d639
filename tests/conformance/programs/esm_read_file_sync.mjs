import { readFileSync } from 'fs';
const [n, ...a] = readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
console.log(n, Math.max(...a), typeof require, typeof module, this);
