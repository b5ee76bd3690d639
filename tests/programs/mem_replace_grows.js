let text = 'a'.repeat(1e5);
for (;;) text = text.replace(/a/g, text);
