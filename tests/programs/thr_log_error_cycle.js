const one = new Error('one');
const two = new Error('two', { cause: one });
one.cause = two;
console.error(one, two, new AggregateError([one, two]));
console.log('ok');
