let turns = 0;
const next = () => (++turns < 1000 ? setImmediate(next) : console.log('ok'));
next();
