async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const all = Buffer.concat(chunks);
  console.log(all.length, all.toString('utf8').toUpperCase());
}
main().catch((e) => { console.error(e); process.exit(1); });
