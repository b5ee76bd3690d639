const list = [«20000×() => 1, »];
console.log(list.length === 20000 ? 'ok' : '');
