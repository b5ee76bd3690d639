var x = 'global?'; const y = 'lexical';
console.log(eval('1 + 1'), eval('y'), (0, eval)('typeof y'), new Function('a', 'b', 'return a * b')(6, 7), eval('var z = 5; z'), z, eval('({a: 1})'), eval('{a: 1}'), Function('return this')() === globalThis);
try { eval('let ='); } catch (e) { console.log(e.name); } try { new Function('}'); } catch (e) { console.log(e.name); }
setTimeout('console.log("string")', 0);
