let f = () => 'ok';
for (let i = 0; i < 5e5; i++) f = f.bind(undefined);
console.log(f());
