for (let i = 0; ; i++) setTimeout(() => {}, 1000, i);
