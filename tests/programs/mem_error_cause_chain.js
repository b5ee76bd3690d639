let error = new Error('root');
for (;;) error = new Error('next', { cause: error });
