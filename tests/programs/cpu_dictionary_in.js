let object = {};
for (let i = 0; i < 200; i++) object = Object.create(new Proxy(object, {}));
for (;;) 'missing' in object;
