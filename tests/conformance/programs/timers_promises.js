const { setTimeout: sleep, setImmediate: tick, setInterval: every } = require('timers/promises');
(async () => {
  console.log(await sleep(1, 'slept'));
  console.log(await tick('ticked'));
  let n = 0;
  for await (const v of every(1, 'v')) { console.log(v, ++n); if (n === 3) break; }
  const ac = new AbortController();
  const p = sleep(1e6, null, { signal: ac.signal });
  ac.abort();
  await p.catch((e) => console.log(e.name, e.code, e.message));
  await require('timers/promises').scheduler.wait(1);
  console.log('end');
})();
