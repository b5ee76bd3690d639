console.log(500);
