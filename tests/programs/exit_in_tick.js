process.nextTick(process.exit, 3);
