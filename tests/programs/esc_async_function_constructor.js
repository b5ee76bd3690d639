const kinds = [async () => {}, function* () {}, async function* () {}];
const realms = new Set(kinds.map((f) => f.constructor.constructor('return globalThis')()));
console.log(realms.size === 1 && realms.has(globalThis) ? 'ok' : '');
