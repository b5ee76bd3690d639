const endless = () => {
  for (;;);
};
const traps = new Proxy({}, { get: () => endless });
console.log(`${new Proxy({}, traps)}`);
