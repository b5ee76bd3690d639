console.log('\ufb03'.repeat(6e7).toUpperCase().length);
