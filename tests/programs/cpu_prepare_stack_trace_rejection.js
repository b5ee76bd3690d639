Error.prepareStackTrace = () => {
  for (;;);
};
Promise.reject(7);
