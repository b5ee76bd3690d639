async function main() {
  await null;
  throw new RangeError('bad input');
}
main().catch((e) => {
  console.log(e.name, e.message);
  process.exit(3);
});
