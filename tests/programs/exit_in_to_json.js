JSON.stringify({ toJSON: () => process.exit(3) });
