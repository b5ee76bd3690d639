const down = () => 1 + down();
setTimeout(down, 1);
