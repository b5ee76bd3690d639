const text = «100000×'ab' + »'';
console.log(text.length === 200000 ? 'ok' : text.length);
