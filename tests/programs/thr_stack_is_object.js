const error = new Error('x');
error.stack = { toString: () => 'y' };
throw error;
