const text = '€'.repeat(1e6);
for (;;) decodeURIComponent(encodeURIComponent(text));
