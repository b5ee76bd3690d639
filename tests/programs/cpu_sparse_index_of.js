const holes = new Array(2 ** 32 - 1);
holes[5] = 1;
while (holes.indexOf(2) === -1);
