((value = (function () {
  for (;;);
})()) => value)();
