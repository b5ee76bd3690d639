process.on('unhandledRejection', (reason, p) => { console.log('unhandled', reason.message, p instanceof Promise); });
Promise.reject(new Error('r1'));
(async () => { throw new TypeError('r2'); })();
setTimeout(() => console.log('still running'), 1);
