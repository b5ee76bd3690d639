process.stdin.setEncoding('utf8');
let text = '';
process.stdin.on('data', (chunk) => (text += chunk));
process.stdin.on('end', () => {
  const clean = !text.includes('\ufffd');
  console.log(clean && [...text.trim()].length === 90001 ? 'ok' : text.length);
});
