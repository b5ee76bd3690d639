const EventEmitter = require('events');
class Queue extends EventEmitter {
  constructor() { super(); this.items = []; }
  push(x) { this.items.push(x); this.emit('push', x, this.items.length); return this; }
}
const q = new Queue();
q.on('push', function (x, n) { console.log(this === q, x, n); });
q.prependListener('push', () => console.log('first'));
q.once('push', () => console.log('once'));
q.push('a').push('b');
console.log(q.eventNames(), q.listenerCount('push'), q.getMaxListeners(), q.emit('nothing'));
try { q.emit('error', new Error('unhandled')); } catch (e) { console.log(e.message); }
try { q.emit('error', 'text'); } catch (e) { console.log(e.code, e.message); }
const { once, on } = EventEmitter;
(async () => {
  setImmediate(() => q.emit('later', 1, 2));
  console.log(await once(q, 'later'));
})();
console.log(EventEmitter.defaultMaxListeners, typeof EventEmitter.EventEmitter, EventEmitter.name);
