const readline = require('readline/promises');
(async () => {
  const rl = readline.createInterface(process.stdin, process.stdout);
  const answers = [];
  while (answers.length < 3) answers.push(await rl.question(`#${answers.length} `));
  console.log(answers); rl.close();
})();
