Error.prepareStackTrace = (error) => new Error('again').stack;
throw new Error('x');
