// No loop: a function that calls itself while there is something to say.
const down = (n) => n > 0 && (console.log(n), down(n - 1));
down(Number(readline()));
