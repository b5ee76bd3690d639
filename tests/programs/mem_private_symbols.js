const object = {};
for (;;) object[Symbol('s')] = 1;
