console.log(`ok
