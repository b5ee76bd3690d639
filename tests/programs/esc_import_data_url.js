import('data:text/javascript,globalThis.loaded = 1').then(
  () => console.log('loaded'),
  () => console.log('ok'),
);
