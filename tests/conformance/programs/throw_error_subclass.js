class ValidationError extends Error {
  constructor(field, message) { super(message); this.name = 'ValidationError'; this.field = field; }
}
try { throw new ValidationError('age', 'too young'); } catch (e) {
  console.log(e instanceof ValidationError, e instanceof Error, e.name, e.field, `${e}`, Object.keys(e));
  console.log(Object.prototype.toString.call(e), e.stack.split('\n')[0]);
}
const err = new Error('outer', { cause: new Error('inner') });
console.log(err.cause.message, 'cause' in new Error('x'));
console.log(new AggregateError([new Error('1'), new Error('2')], 'many').errors.length);
throw new ValidationError('x', 'uncaught');
