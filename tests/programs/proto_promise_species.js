class Lying extends Promise {
  static get [Symbol.species]() {
    throw new Error('species');
  }
}
let caught = 0;
try {
  new Lying(() => {}).then(() => {});
} catch {
  caught++;
}
Object.defineProperty(Promise, Symbol.species, { get: () => function () { throw new Error('species'); } });
(async () => {
  await new Promise((resolve) => setTimeout(resolve, 1));
  console.log(caught === 1 ? 'ok' : '');
})();
