const numbers = new Float64Array(2e6).map((_, i) => (i * 7919) % 99991);
for (;;) numbers.slice().sort();
