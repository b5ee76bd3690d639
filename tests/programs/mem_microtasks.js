const double = () => {
  Promise.resolve().then(double);
  Promise.resolve().then(double);
};
double();
