// The standard's decorators, and resources that are disposed of.
function logged<This, Args extends unknown[], Result>(
  method: (this: This, ...args: Args) => Result,
  context: ClassMethodDecoratorContext,
) {
  return function (this: This, ...args: Args): Result {
    console.log(String(context.name), ...args);
    return method.apply(this, args);
  };
}
const field = (start: number) => (_: undefined, context: ClassFieldDecoratorContext) => {
  return (value: number) => value + start + String(context.name).length;
};
function sealed<T extends abstract new (...args: any[]) => object>(target: T, _: ClassDecoratorContext) {
  Object.seal(target);
  return target;
}

@sealed
class Counter implements Disposable {
  @field(1) count = 1;
  accessor step = 2;
  static {
    console.log('ready');
  }
  @logged add(by: number): number {
    return (this.count += by * this.step);
  }
  [Symbol.dispose](): void {
    console.log('disposed');
  }
}

{
  using counter = new Counter();
  counter.add(2);
}
