for (;;) process.emitWarning('w'.repeat(1000));
