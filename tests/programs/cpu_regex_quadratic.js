'x'.repeat(1e6).match(/x+y/g);
