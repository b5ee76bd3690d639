import readline from 'node:readline/promises';

const rl = readline.createInterface({
  input: process.stdin,
  output: process.stdout,
});
let [low, high] = [1n, 10n ** 12n];
for (;;) {
  const guess = (low + high) / 2n;
  const answer = await rl.question(`${guess}\n`);
  if (answer === 'correct') break;
  if (answer === 'lower') high = guess - 1n;
  else low = guess + 1n;
}
rl.close();
