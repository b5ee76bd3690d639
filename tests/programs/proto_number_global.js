globalThis.Number = globalThis.String = globalThis.Boolean = () => {
  throw new Error('called');
};
process.exitCode = 0;
console.log('ok');
