const deep = (n) => (n > 0 ? deep(n - 1) : console.trace('t'));
Error.stackTraceLimit = 1000;
for (;;) deep(500);
