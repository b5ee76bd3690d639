const usage = process.memoryUsage();
const sane = Object.values(usage).every((n) => Number.isFinite(n) && n >= 0);
console.log(sane && usage.heapUsed > 0 && process.memoryUsage.rss() > 0 ? 'ok' : usage);
