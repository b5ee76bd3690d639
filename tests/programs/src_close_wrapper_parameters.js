) { console.log('ok'); } (
