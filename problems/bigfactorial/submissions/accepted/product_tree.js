// Multiplies numbers of equal size.
function product(low, high) {
  if (low > high) return 1n;
  if (low === high) return BigInt(low);
  const middle = (low + high) >> 1;
  return product(low, middle) * product(middle + 1, high);
}

print(product(1, parseInt(readline(), 10)));
