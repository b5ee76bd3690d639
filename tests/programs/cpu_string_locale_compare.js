const text = 'ä'.repeat(1e6);
for (;;) text.localeCompare(`${text}x`, 'de', { sensitivity: 'base' });
