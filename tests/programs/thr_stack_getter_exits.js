throw Object.defineProperty(new Error('x'), 'stack', { get: () => process.exit(4) });
