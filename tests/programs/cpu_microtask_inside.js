queueMicrotask(() => {
  for (;;);
});
