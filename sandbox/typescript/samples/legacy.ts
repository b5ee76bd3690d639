// Decorators as they were before the standard.
function memoize(target: any, key: string, descriptor: PropertyDescriptor) {
  const original = descriptor.value;
  descriptor.value = function (...args: unknown[]) {
    return original.apply(this, args);
  };
  void target, key;
}
function parameter(target: object, key: string | symbol, index: number) {
  console.log(typeof target, key, index);
}
class Service {
  constructor(public name: string) {}
  @memoize call(@parameter value: number): number {
    return value * 2;
  }
}
console.log(new Service('a').call(1));
