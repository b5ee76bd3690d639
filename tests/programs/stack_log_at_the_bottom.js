let depth = 0;
const down = () => {
  depth++;
  try {
    down();
  } catch {
    try {
      console.error(depth);
    } catch {
      depth = 0;
    }
  }
};
down();
console.log('ok');
