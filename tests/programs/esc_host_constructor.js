let refused = 0;
for (const f of [print, readline, setTimeout, clearTimeout, queueMicrotask]) {
  try {
    const made = Reflect.construct(Object, [], f);
    refused += typeof made === 'object' ? 1 : 0;
  } catch (error) {
    refused += error instanceof TypeError ? 1 : 0;
  }
}
console.log(refused === 5 ? 'ok' : refused);
