const down = () => {
  [2, 1].sort(down);
  return 0;
};
down();
