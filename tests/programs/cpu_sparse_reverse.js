const holes = [];
holes[4e9] = 1;
holes.reverse();
