const down = async (n) => (n === 0 ? 0 : 1 + (await down(n - 1)));
down(10000).then((n) => console.log(n === 10000 ? 'ok' : n));
