let text = '';
for (let i = 0; i < 1e6; i++) text = `${i % 10}${text}`;
console.log(text.charAt(0) === '9' ? 'ok' : '');
