const error = new Error('x');
error.stack = Symbol('stack');
throw error;
