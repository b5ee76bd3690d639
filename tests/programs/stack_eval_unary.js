eval(`${'!'.repeat(3e6)}1`);
