console.log(new.target === undefined ? 'ok' : '');
