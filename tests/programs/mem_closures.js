let chain = () => 0;
for (;;) {
  const previous = chain;
  const ballast = new Float64Array(8);
  chain = () => previous() + ballast.length;
}
