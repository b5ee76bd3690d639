// Trees of full size: two chains, a bush, and a chain with a bush at its end.
const N = 10 ** 5;

// parents[v] is the parent of v; shuffled numbers but for the root.
function test(name, parents, shuffledNumbers) {
  const byNumber = Array(N + 1);
  const depth = Array(N + 1).fill(0);
  let sum = 0;
  let height = 0;
  for (let v = 2; v <= N; v++) {
    byNumber[shuffledNumbers[v]] = shuffledNumbers[parents[v]];
    depth[v] = depth[parents[v]] + 1;
    sum += depth[v];
    height = Math.max(height, depth[v]);
  }
  return {
    name,
    input: `${N}\n${byNumber.slice(2).join(' ')}\n`,
    answer: `${height} ${sum}\n`,
  };
}

function shuffle(random) {
  const numbers = Array.from({length: N + 1}, (_, v) => v);
  for (let i = N; i > 2; i--) {
    const j = 2 + random(i - 1);
    [numbers[i], numbers[j]] = [numbers[j], numbers[i]];
  }
  return numbers;
}

export function* tests(random) {
  const make = (parent) => Array.from({length: N + 1}, (_, v) => parent(v));
  const chain = make((v) => v - 1);
  const bush = make((v) => v < 2 ? 0 : 1 + random(v - 1));
  const tail = make((v) => v < N / 2 ? v - 1 : v - 1 - random(100));
  const inOrder = make((v) => v);
  yield test('10-chain', chain, inOrder);
  yield test('11-chain-shuffled', chain, shuffle(random));
  yield test('12-bush', bush, shuffle(random));
  yield test('13-tail', tail, shuffle(random));
}
