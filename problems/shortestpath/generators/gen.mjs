// A ladder with 2^60 ways, and towns of full size.
function test(name, n, streets, length) {
  const lines = streets.map((street) => `${street.join(' ')}\n`);
  return {
    name,
    input: `${n} ${streets.length}\n${lines.join('')}`,
    answer: `${length}\n`,
  };
}

// Two ways from each crossing to the next but one, equally long.
function ladder(rungs) {
  const streets = [];
  for (let i = 0; i < rungs; i++) {
    const from = 1 + 3 * i;
    streets.push([from, from + 1, 1], [from, from + 2, 1]);
    streets.push([from + 1, from + 3, 1], [from + 2, from + 3, 1]);
  }
  return test('20-ladder', 1 + 3 * rungs, streets, 2 * rungs);
}

// A street from each crossing to the next, and longer ones that skip some: the
// way through every crossing is the shortest.
function skips(random) {
  const n = 10 ** 5;
  const streets = [];
  for (let a = 1; a < n; a++) {
    const to = Math.min(n, a + 2 + random(50));
    streets.push([a, a + 1, 1000], [a, to, 1000 * (to - a) + 1]);
  }
  return test('21-skips', n, streets, 1000 * (n - 1));
}

// Every street is as long as it may be.
function longest() {
  const n = 10 ** 5;
  const streets =
      Array.from({length: n - 1}, (_, i) => [i + 1, i + 2, 10 ** 9]);
  return test('22-longest', n, streets, 10 ** 9 * (n - 1));
}

export function* tests(random) {
  yield ladder(60);
  yield skips(random);
  yield longest();
}
