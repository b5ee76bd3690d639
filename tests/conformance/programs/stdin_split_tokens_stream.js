let rest = '', sum = 0;
process.stdin.setEncoding('utf8').on('data', (c) => { const t = (rest + c).split(/\s+/); rest = t.pop(); for (const x of t) if (x) sum += +x; }).on('end', () => { if (rest) sum += +rest; console.log(sum); });
