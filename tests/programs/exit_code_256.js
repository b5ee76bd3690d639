console.log('ok');
process.exit(256);
