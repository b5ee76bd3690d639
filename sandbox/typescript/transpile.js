// The compiler's driver: one TypeScript source in, JavaScript with a source map
// out.
//
// Input:  the file's name, a line feed, the source
// Output: one line `KIND JAVASCRIPT MAP`, KIND being `commonjs`, `module` or
//         `script`, the others sizes in bytes; then the JavaScript, the mappings
//         of its source map and the source

import { translate } from './translate.js';
import { SAMPLES } from './samples.js';

function pack(encode, { kind, javascript, mappings }, source) {
  const parts = [javascript, mappings, source].map(encode);
  const head = `${kind} ${parts[0].length} ${parts[1].length}\n`;
  return [encode(head), ...parts];
}

// The line with the error and a caret below it, as V8 shows its own.
function describe(fileName, source, { line, column, text }) {
  const quoted = source.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1] ?? '';
  const excerpt =
    quoted.length > 400 ? '' : `\n${quoted}\n${' '.repeat(column - 1)}^`;
  return `/${fileName}:${line}${excerpt}\n\nSyntaxError: ${text}`;
}

function rehearse(host, source) {
  const result = translate('main.ts', source);
  if (result.error === undefined) pack(host.encode, result, source);
  else describe('main.ts', source, result.error);
}

function run(host, refuse) {
  const input = host.readText();
  const end = input.indexOf('\n');
  const fileName = input.slice(0, end);
  const source = input.slice(end + 1);
  const result = translate(fileName, source);
  if (result.error !== undefined) {
    const { line, column } = result.error;
    refuse(line, column, describe(fileName, source, result.error));
  }
  for (const part of pack(host.encode, result, source)) host.write(1, part);
}

// What the engine installs: see README.md. A run starts from a process in which
// the samples have been compiled `rehearsals` times.
export function driver(rehearsals) {
  return {
    install: (host, refuse) => ({
      run: () => run(host, refuse),
      warmUp() {
        for (let i = 0; i < rehearsals; ++i) {
          for (const source of SAMPLES) rehearse(host, source);
        }
      },
    }),
  };
}
