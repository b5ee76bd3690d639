const lines = [];
for (let line = readline(); line !== null; line = readline()) lines.push(line);
console.log(lines.length === 3 && lines[2] === '  last' ? 'ok' : lines);
