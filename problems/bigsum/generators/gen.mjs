// Sums beyond 2^53, and an input of more than 10 MB.
function test(name, values) {
  const sum = values.reduce((total, x) => total + BigInt(x), 0n);
  return {
    name,
    input: `${values.length}\n${values.join('\n')}\n`,
    answer: `${sum}\n`,
  };
}

export function* tests(random) {
  // The sum is odd and above 2^53: no double is equal to it.
  yield test('10-odd', Array(10007).fill(10 ** 12 - 1));
  const large = () => 10 ** 12 - 10 ** 6 * random(10 ** 5) - random(10 ** 6);
  yield test('20-million', Array.from({length: 10 ** 6}, large));
  yield test('30-negative', Array.from({length: 10 ** 5}, () => -large()));
}
