console.log('ok');
process.exit('success');
