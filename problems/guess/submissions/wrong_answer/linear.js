for (let guess = 1; ; ++guess) {
  console.log(guess);
  const answer = readline();
  if (!answer || answer === 'correct') break;
}
