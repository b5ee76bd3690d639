setInterval(() => {}, 10).unref();
setTimeout(() => console.log('wrong'), 1e6).unref();
console.log('ok');
