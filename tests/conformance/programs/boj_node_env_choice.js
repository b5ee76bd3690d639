const LOCAL = process.argv[2] === 'local' || process.env.LOCAL || process.env.USER === 'me' || process.argv.includes('--test');
const stdin = LOCAL ? 'input' : require('fs').readFileSync('/dev/stdin').toString();
const input = (() => {
  const lines = stdin.split('\n');
  let i = 0;
  return () => lines[i++];
})();
console.log(input(), input(), input(), process.argv.length, process.argv.slice(2), process.env.NODE_ENV);
