import('/etc/passwd').then(
  () => console.log('loaded'),
  () => console.log('ok'),
);
