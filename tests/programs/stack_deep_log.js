let value = [];
for (let i = 0; i < 1e6; i++) value = [value];
if (require('util').inspect(value) === '[ [ [ [Array] ] ] ]') console.log('ok');
