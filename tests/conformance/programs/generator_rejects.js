// compare stderr
async function* gen() { yield 1; throw new Error('gen failed'); }
(async () => { for await (const x of gen())
  console.log(x); })();
