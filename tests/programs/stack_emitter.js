const emitter = new (require('events'))();
emitter.on('event', () => emitter.emit('event'));
emitter.emit('event');
