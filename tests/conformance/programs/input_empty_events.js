process.stdin.on('data', () => console.log('data')).on('end', () => console.log('end')).on('close', () => console.log('close')).on('readable', () => console.log('readable', process.stdin.read()));
