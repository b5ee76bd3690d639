/// <reference types="node" />
declare const require: any;
declare var process: any;
const lines: string[] = require('fs').readFileSync(0, 'utf-8').trim().split('\n');
namespace Geo {
  export interface P {
    x: number;
    y: number;
  }
  export const dist = (a: P, b: P) => Math.hypot(a.x - b.x, a.y - b.y);
  export namespace Inner {
    export let count = 0;
    export function inc() { return ++count; }
  }
}
namespace Geo {
  export const origin: P = { x: 0, y: 0 };
}
import G = Geo.Inner;
module Legacy {
  export const v = 5;
}
// @ts-ignore
const wrong: number = 'text';
const ps = lines.map((l) => { const [x, y] = l.split(' ').map(Number); return <Geo.P>{ x, y }; });
console.log(ps.map((p) => Geo.dist(p, Geo.origin)).map((d) => d.toFixed(3)).join('\n'), G.inc(), G.inc(), Geo.Inner.count, Legacy.v, wrong, Geo);
let u: unknown = ps;
let x = (u as any[])[0]!.x as unknown as string;
console.log(x);
type Mapped<T> = {
  readonly [K in keyof T as `get${Capitalize<string & K>}`]?: () => T[K];
};
const m: Mapped<{
  a: number;
}> = { getA: () => 5 } satisfies Mapped<{
  a: number;
}>;
console.log(m.getA?.());
function isP(o: any): o is Geo.P { return 'x' in o; }
function assertP(o: any): asserts o is Geo.P { if (!isP(o))
  throw new Error('no'); }
try {
  assertP({});
}
catch (e: unknown) {
  if (e instanceof Error)
    console.log(e.message);
}
let tuple: [
  a: number,
  b?: string,
  ...rest: boolean[]
] = [1, 'x', true];
console.log(tuple);
abstract class Q<in out T> {
  abstract f<const U>(x: U): T;
  accessor z = 1;
}
const fn = function <T>(this: {
  k: T;
}, a?: T, ...b: T[]) { return [this.k, a, b]; };
console.log(fn.call({ k: 1 }, 2, 3, 4));
console.log(fn.call<{
  k: string;
}, [
  string
], any>({ k: 's' }, 't'));
label: for (let i = 0 as number; i < 3; i++) {
  for (;;) {
    if (i == 1)
      break label;
    continue label;
  }
}
