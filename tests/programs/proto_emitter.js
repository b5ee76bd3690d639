const EventEmitter = require('events');
for (const name of ['on', 'once', 'emit', 'addListener', 'removeListener', 'listeners']) {
  EventEmitter.prototype[name] = () => {
    throw new Error(name);
  };
}
const lines = require('readline').createInterface;
process.on = undefined;
console.log('ok');
