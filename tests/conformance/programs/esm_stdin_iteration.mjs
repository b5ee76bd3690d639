let data = '';
for await (const chunk of process.stdin) data += chunk;
console.log(data.split('\n').length);
