const { Readable } = require('stream');
(async () => {
  for await (const x of Readable.from(['a', 'b', 'c'])) console.log(x);
  const r = Readable.from((function* () { yield 1; yield 2; })());
  r.on('data', (d) => console.log('data', d)).on('end', () => console.log('end')).on('close', () => console.log('close'));
  await require('events').once(r, 'close');
  console.log(await Readable.from([1, 2, 3, 4]).filter((x) => x % 2).toArray());
  console.log(await Readable.from('string').toArray());
})();
