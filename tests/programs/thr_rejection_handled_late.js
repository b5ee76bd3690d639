const rejected = Promise.reject(new Error('late'));
setTimeout(() => rejected.catch(() => console.log('ok')), 1);
