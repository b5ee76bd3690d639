console.log({ [Symbol.for('nodejs.util.inspect.custom')]: () => process.exit(3) });
