let ends = 0;
while (readline() !== null);
for (let i = 0; i < 100000; i++) ends += readline() === null ? 1 : 0;
console.log(ends === 100000 ? 'ok' : ends);
