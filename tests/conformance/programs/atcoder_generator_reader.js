function* reader(text) {
  const re = /\S+/g;
  let m;
  while ((m = re.exec(text)) !== null) yield m[0];
}
const it = reader(require("fs").readFileSync("/dev/stdin").toString());
const next = () => it.next().value;
const nextInt = () => +next();
const n = nextInt();
const xs = [...Array(n)].map(nextInt);
console.log(xs, Math.max(...xs), next(), next(), it.next());
