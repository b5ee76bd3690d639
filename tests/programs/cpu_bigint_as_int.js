const n = 1n << 30000000n;
for (;;) BigInt.asIntN(29999999, n);
