process.stdout.on('finish', () => console.error('finish'));
try {
  process.stdout.end('last words\n');
} catch (e) {
  console.error(e.code);
}
