const list = [];
for (;;) {
  try {
    while (true) list.push([list.length]);
  } catch {
    list.push(0);
  }
}
