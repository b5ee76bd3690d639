console.log(«300000×1**»1 === 1 ? 'ok' : 'wrong');
