const down = async () => {
  await null;
  return down();
};
down();
