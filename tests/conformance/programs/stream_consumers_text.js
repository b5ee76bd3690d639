const { text, json, buffer } = require('stream/consumers');
text(process.stdin).then((t) => console.log(t.split('\n').length, t));
