Error.stackTraceLimit = Infinity;
const deep = (n) => {
  if (n === 0) throw new Error('deep');
  deep(n - 1);
  return n;
};
deep(20000);
