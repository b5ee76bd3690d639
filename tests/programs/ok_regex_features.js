const date = /(?<=on )(?<y>\d{4})-(?<m>\d\d)/u.exec('on 2024-05').groups;
const letters = 'añ🙂z'.match(/\p{L}/gu).length;
const sticky = /b/y;
sticky.lastIndex = 1;
console.log(date.y === '2024' && letters === 3 && sticky.test('ab') && !/^.$/.test('🙂') ? 'ok' : '');
