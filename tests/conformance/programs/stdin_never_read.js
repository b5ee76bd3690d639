console.log('does not read');
process.stdin.on('end', () => console.log('never'));
