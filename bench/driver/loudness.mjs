// How much of the machine somebody else used in a stretch, from /proc.
import fs from 'node:fs';

// Of clock ticks, by the kernel's promise to everybody who reads /proc.
const TICKS_PER_SECOND = 100;
const KERNEL_THREADS = 2;

// What a process has used with all that it has waited for. Undefined for one
// that is gone, and for the kernel's own, which work for everybody.
function ticksOf(pid) {
  let text;
  try {
    text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name may have spaces in it; the fields after it start with the third.
  const fields = text.slice(text.lastIndexOf(') ') + 2).split(' ').map(Number);
  const [user, system, childrenUser, childrenSystem] = fields.slice(11, 15);
  return fields[1] === KERNEL_THREADS
      ? undefined : user + system + childrenUser + childrenSystem;
}

// Of all but this process, which waits for everything that it starts.
function ticksOfOthers() {
  const others = fs.readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return new Map(others.map((pid) => [pid, ticksOf(pid)])
      .filter(([, ticks]) => ticks !== undefined));
}

// Call what it returns at the end of the stretch, when all that was started in
// it has ended: the cores that others used.
export function listen() {
  const first = ticksOfOthers();
  const start = process.hrtime.bigint();
  return () => {
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    let used = 0;
    for (const [pid, ticks] of ticksOfOthers()) {
      used += Math.max(0, ticks - (first.get(pid) ?? 0));
    }
    return used / TICKS_PER_SECOND / seconds;
  };
}
