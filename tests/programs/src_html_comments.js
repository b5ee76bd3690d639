<!-- console.log('never');
console.log('ok');
--> console.log('never');
