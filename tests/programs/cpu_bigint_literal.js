eval(`${'7'.repeat(3e7)}n`);
