console.log('o'.repeat(5e8));
