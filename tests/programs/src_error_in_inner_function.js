function never() {
  function inner() {
    continue;
  }
}
console.log('ok');
