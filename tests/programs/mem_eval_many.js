const functions = [];
for (let i = 0; ; i++) functions.push(eval(`(function f${i}() { return [${i}, ${i}, ${i}]; })`));
