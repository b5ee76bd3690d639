const text = '\u4e00'.repeat(1 << 28);
if (text.charCodeAt(12345) === 0x4e00) console.log('ok');
