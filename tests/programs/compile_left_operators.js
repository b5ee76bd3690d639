console.log(«300000×1+»1 === 300001 ? 'ok' : 'wrong');
