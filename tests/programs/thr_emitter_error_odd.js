new (require('events'))().emit('error', {
  toString() {
    throw 1;
  },
  [Symbol.for('nodejs.util.inspect.custom')]() {
    throw 2;
  },
});
