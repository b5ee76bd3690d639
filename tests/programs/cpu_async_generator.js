async function* ones() {
  while (true) yield 1;
}
(async () => {
  for await (const one of ones());
})();
