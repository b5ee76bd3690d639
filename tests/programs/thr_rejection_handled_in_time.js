const rejected = Promise.reject(new Error('x'));
queueMicrotask(() => queueMicrotask(() => rejected.catch(() => console.log('ok'))));
