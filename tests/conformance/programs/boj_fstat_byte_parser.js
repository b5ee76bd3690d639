// input is a file
const fs = require('fs'); const fd = fs.openSync('/dev/stdin', 'r'); const st = fs.fstatSync(fd); const buf = Buffer.allocUnsafe(st.size); const n = fs.readSync(fd, buf, 0, st.size, null); let pos = 0; fs.closeSync(fd);
const nextInt = () => { let x = 0, neg = false; while (buf[pos] < 45) pos++; if (buf[pos] === 45) { neg = true; pos++; } while (pos < n && buf[pos] >= 48) x = x * 10 + buf[pos++] - 48; return neg ? -x : x; };
const c = nextInt(); const out = Buffer.alloc(1 << 12); let op = 0; const wi = (v) => { if (v < 0) { out[op++] = 45; v = -v; } const s = []; do { s.push(48 + v % 10); v = v / 10 | 0; } while (v); while (s.length) out[op++] = s.pop(); out[op++] = 10; };
for (let i = 0; i < c; i++) wi(nextInt() * 2); fs.writeSync(1, out, 0, op); process.stdout.write(out.subarray(0, op)); console.log(st.isFile(), st.isFIFO(), st.size);
