let threads = 0;
for (const name of ['worker_threads', 'node:worker_threads', 'cluster']) {
  try {
    new (require(name).Worker)('for (;;);', { eval: true });
    threads++;
  } catch {
    continue;
  }
}
console.log(threads === 0 && typeof Worker === 'undefined' ? 'ok' : threads);
