async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const [a, b] = Buffer.concat(chunks).toString().split(' ').map(Number);
  console.log(a + b);
}

main();
