console.log('start');
const own = import(import.meta.url);
own.then((me) => console.log('imported', me.later, Object.keys(me)));
await null;
export const later = 5;
export default function main() {}
console.log('end');
setTimeout(async () => console.log((await import('./main.mjs')) === (await own)), 1);
