console.log("source with a byte order mark", 1);
