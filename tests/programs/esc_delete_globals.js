const { log } = console;
for (const key of Reflect.ownKeys(globalThis)) {
  try {
    delete globalThis[key];
  } catch {
    continue;
  }
}
log('ok');
