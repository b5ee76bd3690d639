// How much of the machine somebody else used in a stretch, from /proc.
import fs from 'node:fs';

// Of all CPUs since the machine started, in ticks, and of this process and all
// that it and its children have waited for.
function ticks() {
  const [, user, nice, system, , , irq, softirq] =
      fs.readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/)
          .map(Number);
  // The name may have spaces in it; the fields after it start with the third.
  const own = fs.readFileSync('/proc/self/stat', 'utf8').split(') ')[1]
      .split(' ').slice(11, 15).map(Number);
  return {
    all: user + nice + system + irq + softirq,
    own: own.reduce((sum, part) => sum + part, 0),
  };
}

const TICKS_PER_SECOND = 100;

// Call what it returns at the end of the stretch: the cores in use by others.
export function listen() {
  const first = ticks();
  const start = process.hrtime.bigint();
  return () => {
    const last = ticks();
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const others = (last.all - first.all) - (last.own - first.own);
    return Math.max(0, others / TICKS_PER_SECOND / seconds);
  };
}
