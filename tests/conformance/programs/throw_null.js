console.log(1);
throw null;
