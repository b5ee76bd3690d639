let nested = ['x'];
for (let i = 0; i < 60; i++) nested = [nested, nested];
nested.toString();
