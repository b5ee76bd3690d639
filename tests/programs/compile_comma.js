(«500000×1,»1);
console.log('ok');
