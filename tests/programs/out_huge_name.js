class Odd extends Error {}
Odd.prototype.name = 'n'.repeat(5e6);
throw new Odd();
