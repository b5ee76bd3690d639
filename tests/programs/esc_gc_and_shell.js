const shell = ['gc', 'load', 'read', 'readbuffer', 'os', 'Realm', 'Worker', 'd8', 'version', 'testRunner', 'async_hooks', 'Deno', 'Bun', 'importScripts', 'fetch', 'WebSocket', 'XMLHttpRequest'];
const there = shell.filter((name) => name in globalThis);
console.log(there.length === 0 ? 'ok' : there);
