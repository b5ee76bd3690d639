console.log([...'ab'.repeat(5e6).matchAll(/(a)(b)/g)].length);
