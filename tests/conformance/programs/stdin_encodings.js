const all = [];
const enc = require('fs').readFileSync(0);
for (const e of ['utf8', 'ascii', 'latin1', 'binary', 'utf16le', 'ucs2', 'hex', 'base64', 'base64url', 'UTF-8']) {
  all.push([e, enc.toString(e).length, JSON.stringify(enc.toString(e)).slice(0, 60)]);
}
console.log(all);
