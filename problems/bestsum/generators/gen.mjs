// The large lists; answers by one pass over each.
function best(numbers) {
  let [most, current] = [-Infinity, 0];
  for (const number of numbers) {
    current = Math.max(current, 0) + number;
    most = Math.max(most, current);
  }
  return most;
}

function test(name, numbers) {
  return {
    name,
    input: `${numbers.length}\n${numbers.join(' ')}\n`,
    answer: `${best(numbers)}\n`,
  };
}

export function* tests(random) {
  const list = (n, least, most) =>
      Array.from({length: n}, () => least + random(most - least + 1));
  yield test('2-positive/3-large', list(1e5, 0, 1e6));
  yield test('3-large/2-mixed', list(1e5, -1e6, 1e6));
  yield test('3-large/3-negative', list(1e5, -1e6, -1));
}
