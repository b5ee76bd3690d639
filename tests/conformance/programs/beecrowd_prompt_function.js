var input = require('fs').readFileSync('/dev/stdin', 'utf8');
var lines = input.split('\n');
var prompt = function(texto) { return lines.shift(); };

var total = 0, tipos = { C: 0, R: 0, S: 0 };
var qtde = parseInt(prompt("quantidade"));
for (i = 0; i < qtde; i++) {
    var [n, t] = prompt("valor").split(" ");
    total += parseInt(n);
    tipos[t] += +n;
}
console.log("Total: " + total + " cobaias");
console.log(`Percentual de coelhos: ${(tipos.C * 100 / total).toFixed(2)} %`);
console.log("MEDIA = " + (tipos.R / 3.0).toFixed(5), parseFloat(lines.shift()));
