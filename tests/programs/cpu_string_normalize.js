const text = 'é́́'.repeat(1e5);
for (;;) text.normalize('NFC').normalize('NFD');
