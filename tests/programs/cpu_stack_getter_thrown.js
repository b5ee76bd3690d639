const error = new Error();
for (const key of ['stack', 'message', 'name']) {
  Object.defineProperty(error, key, {
    get() {
      for (;;);
    },
  });
}
throw error;
