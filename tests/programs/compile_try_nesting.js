«80000×try {» «80000×} finally {}»
console.log('ok');
