const object = {
  get self() {
    return this.self;
  },
};
object.self;
