Date.now = () => NaN;
globalThis.Date = undefined;
performance.now = null;
setTimeout(() => console.log('ok'), 3);
