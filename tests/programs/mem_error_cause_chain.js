let error = new Error('root');
for (;;) error = new Error('next', { cause: [error, new Array(200).fill(0)] });
