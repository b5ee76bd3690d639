let n = 3n ** 3000000n;
for (;;) n * n;
