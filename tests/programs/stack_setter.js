const object = {
  set self(value) {
    this.self = value;
  },
};
object.self = 1;
