let value = [];
for (let i = 0; i < 1000; i++) value = [value];
let text = '';
try {
  text = require('util').inspect(value, { depth: Infinity });
} catch (error) {
  text = error.name;
}
console.log(text.length > 0 ? 'ok' : '');
