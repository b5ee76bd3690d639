const { json } = require('node:stream/consumers');
(async () => {
  const { name, list } = await json(process.stdin);
  console.log(name, list);
})();
