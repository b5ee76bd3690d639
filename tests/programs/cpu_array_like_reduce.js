[].reduceRight.call({ length: 2 ** 53 - 1 }, Math.min, 0);
