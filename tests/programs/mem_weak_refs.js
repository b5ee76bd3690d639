for (;;) new WeakRef(new Array(100));
