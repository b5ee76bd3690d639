const text = '  '; console.log(text.length === 2 ? 'ok' : '');// comment void 0;
