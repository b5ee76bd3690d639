function main() {
  await 1;
}
main();
