const found = [];
for (const f of [print, console.log, setTimeout, require, process.exit, Buffer.from, structuredClone]) {
  const realm = f.constructor('return globalThis')();
  if (realm !== globalThis) found.push(f.name);
  if (realm.host !== undefined || realm.process.mainModule !== undefined) found.push(f.name);
}
console.log(found.length === 0 ? 'ok' : found);
