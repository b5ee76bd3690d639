process.emit = () => {
  throw new Error('emit');
};
process._events = null;
process.listeners = 5;
console.log('ok');
