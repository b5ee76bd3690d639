async function main() {
  await null;
  throw new TypeError('x');
}
main();
