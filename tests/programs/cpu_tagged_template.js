const tag = () => {
  for (;;);
};
tag`text`;
