try { undeclared = 1; } catch (e) { console.log(e.name); }
console.log((function () { return this; })(), typeof arguments, import.meta.url.startsWith('file:///'), import.meta.url.endsWith('/main.mjs'), Object.keys(import.meta).includes('url'));
export const x = 1; export function f() {} export { x as y };
