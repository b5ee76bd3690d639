let leaked = false;
function callback() {
  try {
    const { caller } = callback;
    if (caller !== null && !String(caller).includes('native')) leaked = caller !== null;
  } catch {
    leaked = false;
  }
}
process.on('exit', callback);
setTimeout(callback, 0);
const emitter = new (require('events'))();
emitter.on('event', callback);
emitter.emit('event');
setTimeout(() => console.log(leaked ? 'leaked' : 'ok'), 1);
