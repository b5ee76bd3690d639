'use strict';
process.stdin.resume();
process.stdin.setEncoding('utf-8');
let inputString: string = '';
let inputLines: string[] = [];
let currentLine: number = 0;
process.stdin.on('data', function (inputStdin: string): void { inputString += inputStdin; });
process.stdin.on('end', function (): void { inputLines = inputString.split('\n'); inputString = ''; main(); });
function readLine(): string { return inputLines[currentLine++]; }
import { WriteStream, createWriteStream } from "fs";
function main() { const ws: WriteStream = createWriteStream(process.env['OUTPUT_PATH'] || '/dev/stdout'); const n: number = parseInt(readLine().trim(), 10); const arr: number[] = readLine().replace(/\s+$/g, '').split(' ').map((t) => parseInt(t, 10)); ws.write(arr.reduce((a, b) => a + b, 0) + '\n'); ws.end(); }
