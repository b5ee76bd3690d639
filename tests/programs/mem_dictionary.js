const sparse = [];
for (let i = 0; ; i++) sparse[(i * 99991) % 4294967291] = i;
