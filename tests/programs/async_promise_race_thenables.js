const odd = {
  then(resolve, reject) {
    resolve('ok');
    reject(new Error('too late'));
    throw new Error('far too late');
  },
};
Promise.race([odd]).then(console.log);
