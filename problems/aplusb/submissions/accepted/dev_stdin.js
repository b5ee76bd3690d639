'use strict';
const fs = require('node:fs');
const input = fs.readFileSync('/dev/stdin').toString().trim();
const [a, b] = input.split(/\s+/).map((x) => BigInt(x));
console.log(String(a + b));
