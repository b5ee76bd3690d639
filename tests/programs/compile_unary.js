console.log(«1000000×!»1);
