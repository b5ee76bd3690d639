// Makes one line of the driver, without blanks and comments.
//
// Usage: node build.mjs DRIVER OUTPUT

import { readFile, writeFile } from 'node:fs/promises';
import { transform } from 'esbuild';

const [driver, output] = process.argv.slice(2);
const { code } = await transform(await readFile(driver, 'utf8'), {
  minifyWhitespace: true,
});
const line = code.trim().replace(/;$/, '');
if (line.includes('\n')) throw new Error(`${driver} is not one line`);
await writeFile(output, line);
