setTimeout(() => console.log('ok'), 800);
