({
  ...new Proxy({}, {
    ownKeys() {
      for (;;);
    },
  }),
});
