for (;;) Reflect.construct(Object, { length: 50000 });
