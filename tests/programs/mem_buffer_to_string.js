const buffer = Buffer.alloc(5e6, 'ü');
const texts = [];
for (;;) texts.push(buffer.toString());
