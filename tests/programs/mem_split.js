console.log('1 '.repeat(4e7).split(' ').length);
