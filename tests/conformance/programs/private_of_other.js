// compare stderr
class A {
  #p = 1;
  static test(o) { return o.#p; }
}
console.log(A.test(new A()));
A.test({});
