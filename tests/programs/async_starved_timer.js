setTimeout(() => process.exit(0), 1);
const spin = () => queueMicrotask(spin);
spin();
