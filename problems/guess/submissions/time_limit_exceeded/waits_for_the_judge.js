// Never asks, so both wait for each other.
const answer = readline();
console.log(answer);
