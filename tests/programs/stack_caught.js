const down = () => 1 + down();
try {
  down();
} catch (error) {
  if (error instanceof RangeError) console.log('ok');
}
