while (process.cpuUsage().user < 350000);
console.log('ok');
