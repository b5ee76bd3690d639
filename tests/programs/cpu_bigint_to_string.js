const n = (1n << 20000000n) - 1n;
for (;;) n.toString();
