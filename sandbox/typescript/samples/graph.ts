// Shortest paths: as much of the language as a solution usually has.
import * as fs from 'fs';
import { createInterface, type Interface } from 'readline';

type Weight = number;
type Pair<A, B = A> = readonly [A, B];
type Handler = (line: string, index: number) => void;

interface Edge {
  readonly to: number;
  weight: Weight;
  label?: string;
}

enum State {
  Unseen,
  Open = 'open'.length,
  Done = Unseen | 8,
}

const enum Direction {
  Up = 'U',
  Down = 'D',
}

abstract class Queue<T> implements Iterable<T> {
  protected items: T[] = [];
  abstract push(item: T): void;
  abstract pop(): T | undefined;
  get size(): number {
    return this.items.length;
  }
  *[Symbol.iterator](): Generator<T> {
    yield* this.items;
  }
}

class Heap<T> extends Queue<T> {
  static made = 0;
  #swaps = 0;
  constructor(private readonly less: (a: T, b: T) => boolean) {
    super();
    Heap.made += 1;
  }
  override push(item: T): void {
    const { items } = this;
    items.push(item);
    for (let i = items.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!this.less(items[i]!, items[parent]!)) break;
      [items[i], items[parent]] = [items[parent]!, items[i]!];
      this.#swaps++;
      i = parent;
    }
  }
  pop(): T | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return top;
    items[0] = last;
    let i = 0;
    while (true) {
      let child = 2 * i + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.less(items[child + 1]!, items[child]!)) {
        child++;
      }
      if (!this.less(items[child]!, items[i]!)) break;
      [items[i], items[child]] = [items[child]!, items[i]!];
      i = child;
    }
    return top;
  }
}

namespace Text {
  export const separator = /\s+/;
  export function numbers(line: string): number[] {
    return line.trim().split(separator).map(Number);
  }
}

function parse(text: string): Pair<number, Map<number, Edge[]>>;
function parse(text: string, lines: string[]): Pair<number, Map<number, Edge[]>>;
function parse(text: string, lines: string[] = text.split('\n')) {
  const [n = 0, m = 0] = Text.numbers(lines[0] ?? '');
  const graph = new Map<number, Edge[]>();
  for (let i = 1; i <= m; i++) {
    const [from, to, weight] = Text.numbers(lines[i]) as [number, number, number];
    if (!graph.has(from)) graph.set(from, []);
    graph.get(from)?.push({ to, weight, label: `${from}->${to}` } satisfies Edge);
  }
  return [n, graph] as const;
}

const distances = <K extends number>(start: K, n: number, graph: Map<number, Edge[]>): Weight[] => {
  const best: Weight[] = new Array<Weight>(n + 1).fill(Infinity);
  const state: State[] = Array.from({ length: n + 1 }, () => State.Unseen);
  const heap = new Heap<Pair<number>>((a, b) => a[1] < b[1]);
  best[start] = 0;
  heap.push([start, 0]);
  for (let next = heap.pop(); next !== undefined; next = heap.pop()) {
    const [node, distance] = next;
    if (state[node] === State.Done) continue;
    state[node] = State.Done;
    for (const { to, weight } of graph.get(node) ?? []) {
      const candidate = distance + weight;
      if (candidate >= (best[to] as number)) continue;
      best[to] = candidate;
      heap.push([to, candidate]);
    }
  }
  return best;
};

async function main(): Promise<void> {
  const input: string = fs.readFileSync(0, 'utf8');
  const [n, graph] = parse(input);
  const memo: Record<string, bigint> = { [Direction.Up]: 1n << 40n };
  try {
    console.log(distances(1, n, graph).slice(1).map(String).join(' '), memo);
  } catch (error: unknown) {
    if (error instanceof Error) console.error((<Error>error).message);
    throw error;
  } finally {
    await Promise.resolve();
  }
}

function byLine(handler: Handler): Interface {
  const lines = createInterface({ input: process.stdin });
  let index = 0;
  lines.on('line', (line: string) => handler(line, index++));
  return lines;
}

declare const debug: boolean | undefined;
if (typeof debug !== 'undefined' && debug) byLine((line) => console.log(line));
main().catch((error: any) => {
  console.error(error);
  process.exitCode = 1;
});

export { Heap, State };
