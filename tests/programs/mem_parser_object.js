eval(`({${'k:{v:1},'.repeat(3e6)}})`);
console.log('ok');
