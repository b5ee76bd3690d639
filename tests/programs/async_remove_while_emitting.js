const emitter = new (require('events'))();
let called = 0;
const one = () => {
  called++;
  emitter.off('event', two);
};
const two = () => {
  called++;
  emitter.off('event', one);
};
emitter.on('event', one).on('event', two);
emitter.emit('event');
emitter.emit('event');
console.log(called === 2 ? 'ok' : called);
