console.log(Object.create(null), Object.assign(Object.create(null), { a: 1 }));
