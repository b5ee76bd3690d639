throw new Error('m'.repeat(5e6));
