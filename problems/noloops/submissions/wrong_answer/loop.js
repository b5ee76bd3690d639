for (let n = Number(readline()); n > 0; --n) console.log(n);
