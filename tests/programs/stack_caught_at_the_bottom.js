let caught = 0;
const down = () => {
  try {
    down();
  } catch {
    caught = 1;
  }
};
down();
console.log(caught === 1 ? 'ok' : '');
