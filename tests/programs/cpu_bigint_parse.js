for (;;) BigInt('9'.repeat(8e6));
