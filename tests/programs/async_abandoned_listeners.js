const emitter = new (require('events'))();
emitter.setMaxListeners(0);
for (let i = 0; i < 10000; i++) emitter.once('event', () => {});
for (let i = 0; i < 3; i++) emitter.emit('event');
console.log(emitter.listenerCount('event') === 0 ? 'ok' : '');
