queueMicrotask(() => process.exit(3));
