const { log } = console;
for (const name of Object.getOwnPropertyNames(globalThis)) {
  try {
    Object.defineProperty(globalThis, name, {
      get() {
        throw 1;
      },
    });
  } catch {
    continue;
  }
}
log('ok');
