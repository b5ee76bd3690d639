throw Object.setPrototypeOf(new Error('x'), null);
