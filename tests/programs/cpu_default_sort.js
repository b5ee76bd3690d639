const numbers = Array.from({ length: 5e5 }, (_, i) => (i * 7919) % 99991);
for (;;) numbers.slice().sort();
