setTimeout(() => console.log('ok'), 2 ** 31);
