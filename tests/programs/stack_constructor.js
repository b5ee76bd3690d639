class Base {
  constructor() {
    this.child = new Derived();
  }
}
class Derived extends Base {}
new Derived();
