let calls = 0;
const list = Array.from({ length: 5000 }, (_, i) => i).sort(() => (calls++ % 3) - 1);
console.log(list.length === 5000 ? 'ok' : '');
