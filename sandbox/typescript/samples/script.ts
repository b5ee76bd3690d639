// A script: no imports, and what there was before modules.
declare var require: any;
const fs = require('fs');
import path = require('path');

const data = fs.readFileSync('/dev/stdin', 'utf8') as string;
const lines = data.split('\n');
let at = 0;
const next = (): string => lines[at++]!;

function solve(n: number, a: number[]): number {
  const dp: number[][] = [];
  for (let i = 0; i <= n; i++) dp[i] = new Array(n + 1).fill(0);
  let best = -Infinity;
  outer: for (let i = 0; i < n; i++) {
    switch (a[i] % 3) {
      case 0:
        continue outer;
      case 1: {
        best = Math.max(best, a[i]);
        break;
      }
      default:
        do {
          best ^= 1;
        } while (best > 10);
    }
    for (const key in a) if (+key === i) dp[i][i] = a[key] ?? 0;
  }
  return best;
}

namespace Outer {
  export namespace Inner {
    export const zero = 0;
  }
  export let counter = Inner.zero;
}
namespace Outer {
  export class Cell<T> {
    private _value: T;
    constructor(value: T) {
      this._value = value;
    }
    get value(): T {
      return this._value;
    }
    set value(value: T) {
      this._value = value;
    }
  }
}

const t = parseInt(next());
for (let i = 0; i < t; i++) {
  const n = parseInt(next());
  const a = next().split(' ').map((x: string) => parseInt(x, 10));
  console.log(solve(n, a), new Outer.Cell<number>(n).value, path.sep);
}
