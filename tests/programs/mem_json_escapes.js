console.log(JSON.stringify('\u0001'.repeat(6e7)).length);
