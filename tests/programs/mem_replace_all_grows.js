let text = 'aa';
for (;;) text = text.replaceAll('a', '$`a$\'a');
