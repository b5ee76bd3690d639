process.stdin.on('data', () => {}).on('end', () => {
  console.log('before');
  JSON.parse('{bad');
});
