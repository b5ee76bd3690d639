Object.defineProperty(process, 'exitCode', { get: () => 9 });
