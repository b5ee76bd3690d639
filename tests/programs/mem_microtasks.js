const double = () => {
  Promise.resolve(new Array(100)).then(double);
  Promise.resolve(new Array(100)).then(double);
};
double();
