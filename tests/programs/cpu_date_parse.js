const text = '('.repeat(1e6);
for (;;) Date.parse(text);
