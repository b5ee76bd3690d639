// Exits with 42 if stdin is what the statement promises.
const {TextDecoder} = require('util');
const bytes = require('fs').readFileSync(0);

// Lines, or null unless the bytes are UTF-8.
function decode() {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes).split('\n');
  } catch {
    return null;
  }
}

function isValid(lines) {
  const end = lines.pop();
  const n = lines.shift();
  return end === '' && /^[1-9][0-9]*$/.test(n) && Number(n) <= 1000 &&
      lines.length === Number(n) &&
      lines.every((line) => [...line].length <= 1000 && !line.includes('\r'));
}

const lines = decode();
process.exit(lines && isValid(lines) ? 42 : 43);
