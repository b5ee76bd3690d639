const constant = 1;
constant++;
