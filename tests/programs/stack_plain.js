const down = () => 1 + down();
down();
