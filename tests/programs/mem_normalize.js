console.log('\ufdfa'.repeat(2e7).normalize('NFKC').length);
