import fs from "fs";
import { promisify } from "util";
const rd = promisify(fs.readFile);
void (async () => { const s = (await rd(0)).toString("utf8"); const [h, ...ls] = s.trimEnd().split("\n"); console.log(h, ls); for (const l of ls) {
  const m = l.match(/^(?<op>[A-Z]+)\s+(?<args>.*)$/)?.groups as {
    op: string;
    args: string;
  } | undefined;
  if (!m) {
    process.stderr.write(`bad: ${l}\n`);
    continue;
  }
  const { op, args } = m;
  switch (op) {
    case "SUM": {
      const r: number = args.split(/\s+/).map(Number).reduce((p, c) => p + c);
      console.log(`${op}=${r}`);
      break;
    }
    case "REV":
      console.log([...args].reverse().join(""));
      break;
    default: process.exitCode = 2;
  }
} })();
