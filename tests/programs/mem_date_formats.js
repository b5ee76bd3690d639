const formats = [];
for (;;) formats.push(new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { dateStyle: 'full' }));
