Math.max(«70000×1, »1);
console.log('ok');
