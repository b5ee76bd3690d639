import { readFileSync, writeSync } from 'fs';
// decorators of the standard
function logged<T extends (...a: any[]) => any>(f: T, ctx: ClassMethodDecoratorContext) { return function (this: any, ...args: any[]) { console.log('call', String(ctx.name), args); return f.apply(this, args); } as T; }
function bound(_: unknown, ctx: ClassMethodDecoratorContext) { ctx.addInitializer(function (this: any) { this[ctx.name] = this[ctx.name].bind(this); }); }
const twice = (_: undefined, ctx: ClassFieldDecoratorContext) => (v: number) => v * 2;
function reg(tag: string) { return (c: new (...a: any[]) => any, ctx: ClassDecoratorContext) => { console.log(tag, ctx.name); }; }
@reg('cls')
class C {
  @twice
  x = 21;
  @logged
  @bound
  add(a: number, b: number): number { return a + b + this.x; }
  @logged
  static s() { return 's'; }
  @logged
  get g() { return 1; }
}
const c = new C();
const { add } = c;
console.log(add(1, 2), C.s(), c.x, c);
writeSync(1, readFileSync(0, 'utf8').toUpperCase());
