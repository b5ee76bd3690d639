Error.stackTraceLimit = 500;
const errors = [];
const deep = (n) => (n === 0 ? errors.push(new Error('deep')) : deep(n - 1));
for (;;) deep(400);
