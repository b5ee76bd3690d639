// One that does not compile.
function f(a: number, : string) {
  return a;
}
