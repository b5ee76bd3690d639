const buffer = Buffer.alloc(1 << 23, 'é');
for (;;) buffer.toString();
