const text = 'key=value; '.repeat(20000);
console.log([...text.matchAll(/(\w+)=(\w+)/g)].length === 20000 ? 'ok' : '');
