process.stdin.resume();
process.stdin.setEncoding("utf-8");
let input_string = "";
process.stdin.on("data", function (chunk) {
  input_string += chunk;
});
process.stdin.on("end", function () {
  const arr = input_string.split("\n");
  const [a, b] = arr[0].split(" ").map(x => parseInt(x));
  console.log(a * b % 2 === 0 ? "Even" : "Odd");
  console.log(arr.length, arr[arr.length - 1] === "");
});
