const { readFileSync } = await import('fs');
console.log(readFileSync(0, 'utf8'), (await import('path')).default.sep, Object.prototype.toString.call(await import('os')));
await import('nothing-like-it').catch((e) => console.log(e.code));
await import('./helper.mjs').catch((e) => console.log(e.code));
