'use strict';
const fs = require('fs');
process.env.OUTPUT_PATH = process.env.OUTPUT_PATH || '/dev/stdout';
let inputString = '';
process.stdin.resume();
process.stdin.setEncoding('utf-8');
process.stdin.on('data', (s) => { inputString += s; });
process.stdin.on('end', () => {
    inputString = inputString.split('\n');
    main();
});
function main() {
    const ws = fs.createWriteStream(process.env.OUTPUT_PATH);
    const arr = inputString[1].trim().split(' ').map(Number);
    ws.write(arr.reduce((a, b) => a + b, 0) + '\n');
    ws.write('second\n');
    ws.end();
}
