const list = [];
for (;;) list.push({ next: list[list.length - 1], at: list.length });
