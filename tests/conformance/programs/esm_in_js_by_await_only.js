const wait = (ms) => new Promise((r) => setTimeout(r, ms));
await wait(1);
console.log('waited', typeof require, typeof module);
