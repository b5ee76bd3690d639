async function* numbers() {
  try {
    for (let i = 0; ; i++) yield i;
  } finally {
    console.log('ok');
  }
}
(async () => {
  for await (const n of numbers()) if (n === 10) break;
})();
