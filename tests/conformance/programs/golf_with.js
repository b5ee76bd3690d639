[n,...a]=require('fs').readFileSync(0)+''.split`\n`;console.log(n,a.length)
for(x of [1,2,3])console.log(x**2);
f=n=>n<2?n:f(n-1)+f(n-2);console.log(f(20))
with(Math)console.log(max(1,2),floor(PI))
console.log([...'abc'].map((c,i)=>c.repeat(i+1)).join`-`)
