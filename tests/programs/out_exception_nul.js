throw new Error('a\0b\u001b[2J\u001b]0;title\u0007c');
