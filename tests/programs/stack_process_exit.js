const down = () => {
  try {
    down();
  } catch {
    process.exit(7);
  }
};
down();
