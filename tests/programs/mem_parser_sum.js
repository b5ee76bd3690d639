new Function('x', `return ${'x+'.repeat(4e6)}1`);
console.log('ok');
