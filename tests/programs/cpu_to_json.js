JSON.stringify([[{
  toJSON() {
    for (;;);
  },
}]]);
