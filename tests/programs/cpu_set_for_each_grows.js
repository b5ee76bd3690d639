const set = new Set([0]);
set.forEach((value) => {
  set.delete(value);
  set.add(value + 1);
});
