throw globalThis;
