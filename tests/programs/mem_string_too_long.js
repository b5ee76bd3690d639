let text = 'abcdefgh';
for (;;) text += text;
