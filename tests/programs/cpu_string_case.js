const text = 'ß'.repeat(2e6);
for (;;) text.toUpperCase();
