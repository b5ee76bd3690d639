import { readFileSync } from 'fs';

type Pair = readonly [bigint, bigint];

const add = ([a, b]: Pair): bigint => a + b;
const [a = 0n, b = 0n]: bigint[] = readFileSync(0, 'utf8').trim().split(/\s+/).map(BigInt);
console.log(`${add([a, b])}`);
