console.log(1);
const answer = JSON.parse(readline());
console.log(answer.guess);
