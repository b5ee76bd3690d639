const lines = [];
const rl = require("readline").createInterface(process.stdin, process.stdout);
rl.on("line", (l) => lines.push(l)).on("close", () => {
  console.log(lines);
});
