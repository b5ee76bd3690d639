const down = () => 1 + down();
Promise.resolve().then(down);
