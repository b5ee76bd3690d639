const tag = (s, ...v) => ({ s: [...s], raw: s.raw, v });
console.log(tag`a${1}b\n${'x'}`, String.raw`\n${1}\t`, `multi
line ${`nested ${1 + 1}`}`);
const hl = (s, ...v) => s.reduce((o, p, i) => o + p + (i < v.length ? `[${v[i]}]` : ''), '');
console.log(hl`sum: ${1 + 2}, ${null}, ${undefined}, ${[1, 2]}, ${{}}`, tag`\unicode`.s, ((x) => x)`same` === ((x) => x)`same`);
console.log(`${{ toString: () => 'ts', valueOf: () => 'vo' }}`, '' + { toString: () => 'ts', valueOf: () => 'vo' }, `\u{1F600} \x41 \${}`);
