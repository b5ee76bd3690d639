// Forgets that the digits are put in order.
readline();
console.log(Number(readline()));
