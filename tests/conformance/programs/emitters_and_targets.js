const EventEmitter = require('events');
const e = new EventEmitter();
e.on('newListener', (n) => n !== 'newListener' && console.log('new', n));
e.prependListener('a', () => console.log(2));
e.prependOnceListener('a', () => console.log(1));
console.log(e.emit('a'), e.emit('b'), e.listenerCount('a'), e.eventNames(), e.rawListeners('a').length);
const f = () => { };
e.on('a', f).off('a', f).removeAllListeners('a');
console.log(e.listeners('a'), e.getMaxListeners(), EventEmitter.defaultMaxListeners);
try {
  e.emit('error', 'str');
}
catch (er) {
  console.log(er.name, er.code, er.message);
}
for (let i = 0; i < 12; i++)
  e.on('many', () => { });
console.log(e);
(async () => { setTimeout(() => { e.emit('x', 1); e.emit('x', 2); }, 1); for await (const [v] of EventEmitter.on(e, 'x')) {
  console.log(v);
  if (v === 2)
    break;
} const et = new EventTarget(); et.addEventListener('foo', (ev) => console.log(ev.type, ev instanceof Event, ev.defaultPrevented), { once: true }); et.dispatchEvent(new Event('foo')); et.dispatchEvent(new Event('foo')); console.log(new Event('q').type); })();
