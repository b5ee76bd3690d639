console.log('ok');
return;
console.log('never');
