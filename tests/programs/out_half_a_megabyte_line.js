console.log('z'.repeat(500000).length === 500000 ? 'z'.repeat(500000) : '');
