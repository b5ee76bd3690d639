process.on('unhandledRejection', (reason) => console.log(reason));
Promise.reject('ok');
