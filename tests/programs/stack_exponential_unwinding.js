const down = () => {
  try {
    down();
  } finally {
    down();
  }
};
down();
