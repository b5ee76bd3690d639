console.log('ok
