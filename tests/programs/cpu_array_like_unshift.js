[].unshift.call({ length: 2 ** 53 - 3 }, 1);
