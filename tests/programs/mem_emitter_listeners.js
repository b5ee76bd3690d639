const emitter = new (require('events'))();
emitter.setMaxListeners(0);
for (;;) emitter.on('event', () => {});
