for (;;) new Intl.DateTimeFormat('ar-EG-u-ca-islamic', { dateStyle: 'full' }).format(0);
