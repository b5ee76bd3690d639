console.log('«1000000×x»'.length === 1000000 ? 'ok' : '');
