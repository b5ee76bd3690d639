const list = [1];
list.constructor = {
  [Symbol.species]: function () {
    return new Array(4e7).fill(0);
  },
};
list.map((x) => x);
