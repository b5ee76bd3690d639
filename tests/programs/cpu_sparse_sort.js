[].sort.call({ length: 2 ** 32 - 2, 0: 2, 1: 1 });
