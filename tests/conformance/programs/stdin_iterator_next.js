(async () => {
  process.stdin.setEncoding('utf8');
  const it = process.stdin[Symbol.asyncIterator]();
  const { value, done } = await it.next();
  console.log(JSON.stringify(value), done);
  console.log(await it.next());
})();
