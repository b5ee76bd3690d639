Promise.reject(new Error('one'));
throw new Error('two');
