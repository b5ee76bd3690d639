let buffer = Buffer.alloc(1000);
for (;;) buffer = Buffer.concat([buffer, buffer]);
