// Node has no readline(): this is how people define it.
let inputString = '';
let currentLine = 0;
process.stdin.resume();
process.stdin.setEncoding('utf-8');
process.stdin.on('data', (inputStdin) => { inputString += inputStdin; });
process.stdin.on('end', (_) => {
  inputString = inputString.trim().split('\n').map((string) => string.trim());
  main();
});
function readline() { return inputString[currentLine++]; }
function main() {
  let t = parseInt(readline());
  while (t--) {
    const [n, k] = readline().split(' ').map(Number);
    const a = readline().split(' ').map(Number);
    console.log(a.sort((x, y) => x - y)[k - 1] ?? -1, n);
  }
  console.log(readline());
}
