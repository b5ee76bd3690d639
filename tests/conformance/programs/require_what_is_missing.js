for (const id of ['vm', 'crypto', 'zlib', 'worker_threads', 'child_process', 'http', 'net', 'cluster', 'async_hooks', 'stream/web']) {
  try { console.log(id, typeof require(id)); } catch (e) { console.log(id, e.code); }
}
