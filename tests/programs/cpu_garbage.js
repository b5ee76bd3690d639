const kept = [];
for (let i = 0; ; i++) {
  kept[i % 50000] = { list: new Array(20).fill(i), text: `text ${i}` };
}
