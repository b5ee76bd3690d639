const emitter = new (require('events'))();
emitter.on('event', () => queueMicrotask(() => emitter.emit('event')));
emitter.emit('event');
