const s = `a
b`;
console.log(JSON.stringify(s));
// comment
console.log("crlf" +
  " source");
