class NotFound extends Error {
  constructor(public readonly what: string) { super(`no ${what}`); Object.setPrototypeOf(this, NotFound.prototype); }
}
interface Unused {
  a: number;
  b: string;
}
type Long = {
  x: 1;
};
function find(x: string): never {
  throw new NotFound(x);
}
console.log('start');
find('key');
