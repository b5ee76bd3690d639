// compare stderr
async function a() { throw new Error('inner'); }
async function b() { try {
  await a();
}
catch (e) {
  throw new Error('outer', { cause: e });
} }
b();
