const pending = [];
for (;;) pending.push(new Promise(() => {}).then(() => pending.length));
