async function main(): Promise<void> {
  console.log(1);
  const o: any = {};
  await null;
  o.f();
}
main();
