const registry = new FinalizationRegistry(() => {});
const targets = [];
for (;;) {
  const target = {};
  registry.register(target, target.constructor, target);
  targets.push(target);
}
