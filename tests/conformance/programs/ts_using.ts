{
  using a = { [Symbol.dispose]() { console.log('disposed a'); } };
  using b = { [Symbol.dispose]() { console.log('disposed b'); } };
  console.log('body');
}
(async () => { await using c = { async [Symbol.asyncDispose]() { console.log('async disposed'); } }; console.log('in async'); })();
