setInterval(() => {}, 500);
