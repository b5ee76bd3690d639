Error.prepareStackTrace = () => process.exit(3);
throw new Error('x');
