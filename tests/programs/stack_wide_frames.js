const names = Array.from({ length: 5000 }, (_, i) => `v${i}`);
const body = `let ${names.map((n, i) => `${n} = ${i}`)}; return down() + ${names.join('+')};`;
const down = new Function('down', `return function f() { const down = f; ${body.replace('down() +', 'down() +')} }`)();
down();
