const chunk = 'c'.repeat(100000);
setInterval(() => console.log(chunk), 0);
