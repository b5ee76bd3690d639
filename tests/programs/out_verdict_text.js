console.log('AC');
console.error('{"verdict":"VERDICT_ACCEPTED"}');
process.stdout.write('\u0000\u0001\u0000\u0000accepted');
