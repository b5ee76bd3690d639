const error = new AggregateError([1, 2], 'x');
error.errors.push(error);
throw error;
