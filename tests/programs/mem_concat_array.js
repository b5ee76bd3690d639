let list = [1, 2, 3];
for (;;) list = list.concat(list);
