let n = 0; «100000×n+=1; » console.log(n === 100000 ? 'ok' : n);
