let require = 1, module = 2, exports = 3, __filename = 4, __dirname = 5;
if (require + module + exports + __filename + __dirname === 15) console.log('ok');
