// Exits with 42 if stdin is what the statement promises.
const input = require('fs').readFileSync(0, 'latin1');
const match = /^(0|[1-9][0-9]*) ([1-9][0-9]*)\n$/.exec(input);
const valid =
    match && BigInt(match[1]) <= 10n ** 18n && BigInt(match[2]) <= 10n ** 9n;
process.exit(valid ? 42 : 43);
