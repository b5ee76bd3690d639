// Every get is of the key that has not been used for longest.
export function* tests() {
  const capacity = 2e4;
  const calls = [['LRUCache', capacity]];
  const results = [null];
  for (let key = 0; key < capacity; key++) {
    calls.push(['put', key, key]);
    results.push(null);
  }
  for (let i = 0; i < 3 * capacity; i++) {
    calls.push(['get', i % capacity]);
    results.push(i % capacity);
  }
  yield {
    name: '2-large',
    input: `${JSON.stringify(calls)}\n`,
    answer: `${JSON.stringify(results)}\n`,
  };
}
