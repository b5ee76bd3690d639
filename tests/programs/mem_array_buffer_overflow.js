const kept = new ArrayBuffer(1e6);
for (const size of [2 ** 31, 2 ** 32 + 1, 2 ** 40, 2 ** 53 - 1]) new ArrayBuffer(size);
