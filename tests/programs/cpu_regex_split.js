'a'.repeat(1e6).split(/a+b/);
