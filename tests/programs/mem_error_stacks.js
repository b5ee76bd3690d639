Error.stackTraceLimit = 500;
const errors = [];
const deep = (n) => {
  if (n > 0) return deep(n - 1);
  for (;;) errors.push(new Error('deep'));
};
deep(400);
