// An ES module.
import { stdin, stdout } from 'node:process';
import * as readline from 'node:readline/promises';
import type { Interface } from 'node:readline/promises';

const lines: Interface = readline.createInterface({ input: stdin });
const numbers: bigint[] = [];
for await (const line of lines) {
  numbers.push(...line.split(' ').filter(Boolean).map(BigInt));
}
const total = await Promise.resolve(numbers.reduce((a, b) => a + b, 0n));
stdout.write(`${total}\n`);
export default total;
