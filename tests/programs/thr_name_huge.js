const error = new TypeError('x');
error.name = 'N'.repeat(1e7);
throw error;
