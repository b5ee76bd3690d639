let text = '';
for (let i = 0; i < 1e6; i++) text = `${text}${i % 10}`;
console.log(text.charAt(999999) === '9' ? 'ok' : '');
