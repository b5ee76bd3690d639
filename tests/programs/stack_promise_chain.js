let chain = new Promise((resolve) => setImmediate(resolve, 0));
for (let i = 0; i < 1e5; i++) chain = chain.then((n) => n + 1);
chain.then((n) => console.log(n === 1e5 ? 'ok' : n));
