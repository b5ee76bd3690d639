setTimeout(() => console.log('ok'), 0);
setTimeout(() => decodeURIComponent('%'), 1);
