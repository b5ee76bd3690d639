/^(\w+\s?)*$/.test('word '.repeat(12) + 'words'.repeat(12) + '!');
