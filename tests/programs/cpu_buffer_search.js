const buffer = Buffer.alloc(1 << 22, 'a');
for (;;) buffer.indexOf(Buffer.from('aab'));
