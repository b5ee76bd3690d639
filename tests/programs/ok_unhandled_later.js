const promise = new Promise((resolve, reject) => setTimeout(reject, 1, new Error('x')));
promise.catch(() => console.log('ok'));
