const double = () => {
  process.nextTick(double, new Array(100));
  process.nextTick(double, new Array(100));
};
double();
