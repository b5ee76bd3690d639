for (const id of ['fs', 'path', 'os', 'util', 'events', 'assert', 'readline', 'stream', 'buffer', 'string_decoder', 'url', 'querystring', 'timers', 'perf_hooks', 'process', 'console', 'module', 'punycode', 'constants', 'node:fs', 'fs/promises', 'util/types', 'path/posix', 'assert/strict', 'v8', 'tty']) {
  try { console.log(id, typeof require(id)); } catch (e) { console.log(id, e.code); }
}
