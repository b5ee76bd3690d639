const number = new Intl.NumberFormat('en-US').format(1234567.891);
const order = ['z', 'ä', 'a'].sort(new Intl.Collator('de').compare).join('');
console.log(number === '1,234,567.891' && order === 'aäz' ? 'ok' : [number, order]);
