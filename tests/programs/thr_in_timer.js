setTimeout(() => {
  throw new Error('x');
}, 1);
