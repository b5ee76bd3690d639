const n = parseInt(readline(), 10);
for (let i = 1; i <= n; i++) {
  if (i % 15 === 0) {
    print('FizzBuzz');
  } else if (i % 5 === 0) {
    print('Buzz');
  } else if (i % 3 === 0) {
    print('Fizz');
  } else {
    print(i);
  }
}
