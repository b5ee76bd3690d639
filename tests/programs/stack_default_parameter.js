const down = (value = down()) => value;
down();
