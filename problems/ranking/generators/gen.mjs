// As many contestants as there may be, with few and with many ties.
function test(name, rows) {
  const byPoints = Array.from({length: 1001}, () => []);
  for (const {contestant, points} of rows) byPoints[points].push(contestant);
  const input = rows.map((row) => `${row.contestant} ${row.points}\n`);
  return {
    name,
    input: `${rows.length}\n${input.join('')}`,
    answer: `${byPoints.reverse().flat().join('\n')}\n`,
  };
}

export function* tests(random) {
  const contestant = () => {
    const letters = Array.from({length: 1 + random(10)}, () => 97 + random(26));
    return String.fromCharCode(...letters);
  };
  const rows = (points) => Array.from(
      {length: 10 ** 5}, () => ({contestant: contestant(), points: points()}));
  yield test('10-few-ties', rows(() => random(1001)));
  yield test('11-many-ties', rows(() => random(3)));
}
