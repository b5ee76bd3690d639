console.log(500000000000);
