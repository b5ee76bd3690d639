// compare stderr
const e = new AggregateError([new Error('one'), new TypeError('two')], 'many');
Promise.reject(e);
