let count = 0;
for (let i = 0; i < 2000; i++) {
  await import(`./m${i}.mjs`).catch(() => count++);
  await import('fs');
}
console.log(count === 2000 ? 'ok' : count);
