let data = '';
process.stdin.setEncoding('utf8');
process.stdin.on('readable', () => {
  let chunk;
  while ((chunk = process.stdin.read()) !== null) data += chunk;
});
process.stdin.on('end', () => {
  console.log(JSON.stringify(data));
});
