const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
rl.question('What is your name? ', (name) => {
  rl.question(`Hello ${name}, how old are you? `, (age) => {
    console.log(`In ten years you will be ${+age + 10}`);
    rl.close();
  });
});
