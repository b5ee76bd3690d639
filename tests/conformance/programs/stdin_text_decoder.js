const bytes = require('fs').readFileSync('/dev/stdin'); const text = new TextDecoder().decode(bytes);
console.log(text.split(/\n/), new TextEncoder().encode(text).length === bytes.length, new TextDecoder('latin1').decode(bytes).length, new TextDecoder('utf-16le').encoding);
