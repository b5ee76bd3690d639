const down = () => [1].forEach(down);
down();
