console.log('ok');
for (;;);
