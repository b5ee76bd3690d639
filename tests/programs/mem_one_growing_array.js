const numbers = [];
for (;;) numbers.push(0.5);
