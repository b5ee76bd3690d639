JSON.stringify(new Proxy({}, { ownKeys: () => process.exit(3) }));
