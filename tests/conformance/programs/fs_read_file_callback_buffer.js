require('fs').readFile(0, (e, b) => { console.log(e, b, String(b)); });
