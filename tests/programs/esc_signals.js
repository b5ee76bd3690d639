let sent = 0;
for (const pid of [0, 1, -1, process.pid, process.ppid]) {
  try {
    process.kill(pid, 0);
    sent++;
  } catch {
    continue;
  }
}
process.on('SIGTERM', () => {});
process.on('SIGALRM', () => {});
console.log(sent === 0 ? 'ok' : sent);
