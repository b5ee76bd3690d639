// Numbers may be cut in two between chunks.
let total = 0n;
let first = true;

function add(text) {
  if (!first) total += BigInt(text);
  first = false;
}

async function main() {
  let tail = '';
  for await (const chunk of process.stdin) {
    const lines = (tail + chunk).split('\n');
    tail = lines.pop();
    lines.forEach(add);
  }
  if (tail !== '') add(tail);
  console.log(total.toString());
}

main();
