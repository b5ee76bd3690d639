const double = () => {
  process.nextTick(double);
  process.nextTick(double);
};
double();
