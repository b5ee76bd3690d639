let sum = 0;
for (let i = 0; i < 300; i++) sum += new Array(131072).fill(1).length;
console.log(sum === 300 * 131072 ? 'ok' : '');
