const registry = new FinalizationRegistry(() => process.exit(3));
for (let i = 0; i < 10; i++) registry.register({}, i);
console.log('ok');
