import { createInterface } from 'readline';
import process from 'node:process';
abstract class Shape<T extends number = number> {
  protected constructor(public readonly name: string, private _w: T, protected h?: T) { }
  abstract area(): number;
  get w(): T { return this._w; }
  static make(kind: string, ...args: number[]): Shape { return kind === 'rect' ? new Rect(args[0], args[1]) : new Circle(args[0]); }
  toString(): string { return `${this.name}(${this.area().toFixed(2)})`; }
}
class Rect extends Shape {
  constructor(w: number, h: number) { super('rect', w, h); }
  override area() { return this.w * this.h!; }
}
class Circle extends Shape {
  declare extra: string;
  #cache?: number;
  constructor(r: number) { super('circle', r); }
  area(): number { return (this.#cache ??= Math.PI * this.w ** 2); }
}
function over(x: string): string;
function over(x: number): number;
function over(x: any): any { return typeof x === 'number' ? x + 1 : x + '!'; }
const lines: string[] = [];
const rl = createInterface({ input: process.stdin, crlfDelay: Infinity });
rl.on('line', (line: string) => { lines.push(line); });
rl.once('close', (): void => {
  for (const line of lines) {
    const [k, ...r] = line.split(' ');
    const s = Shape.make(k, ...r.map(Number));
    console.log(`${s}`, s);
  }
  console.log(over(1), over('a'));
});
export {};
