console.error('wrong');
console.warn('wrong');
console.log('ok');
console.trace('wrong');
