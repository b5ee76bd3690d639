let turns = 0;
const timer = setInterval(() => {
  if (++turns === 3) {
    clearInterval(timer);
    console.log('ok');
  }
}, 1);
