const registry = new FinalizationRegistry(() => {});
const targets = [];
for (;;) {
  const target = new Array(200).fill(0);
  registry.register(target, target.constructor, target);
  targets.push(target);
}
