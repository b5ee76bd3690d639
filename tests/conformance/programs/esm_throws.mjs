console.log('before');
throw new TypeError('in a module');
