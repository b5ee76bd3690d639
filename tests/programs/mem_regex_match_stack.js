/^(?:(a)|b)*?c$/.test('ab'.repeat(1e7));
console.log('ok');
