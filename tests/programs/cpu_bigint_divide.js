const n = (1n << 8000000n) - 1n;
for (;;) (n * n) % (n - 12345n);
