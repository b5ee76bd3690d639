var o = { a: 1, b: 2 };
with (o) { a = b + 5; var c = a; nope = 1; }
console.log(o, c, nope);
with (Math) console.log(max(1, floor(2.7)), PI.toFixed(3));
