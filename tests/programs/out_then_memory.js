console.log('ok');
const list = [];
for (;;) list.push({});
