console.log('before');
throw 'just a string';
