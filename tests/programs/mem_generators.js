const suspended = [];
function* wait() {
  const locals = [1, 2, 3, 4, 5, 6, 7, 8];
  yield locals;
}
for (;;) {
  const one = wait();
  one.next();
  suspended.push(one);
}
