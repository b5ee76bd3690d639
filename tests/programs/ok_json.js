const data = Array.from({ length: 20000 }, (_, i) => ({ i, text: `t${i}`, list: [i, null, true] }));
console.log(JSON.parse(JSON.stringify(data)).length === 20000 ? 'ok' : '');
