const down = async () => await down();
down();
