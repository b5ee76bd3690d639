const down = () => 1 + down();
process.on('exit', down);
