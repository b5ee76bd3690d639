setTimeout(() => console.log('ok'), 1e6);
