Error.prepareStackTrace = () => {
  for (;;);
};
null.property;
