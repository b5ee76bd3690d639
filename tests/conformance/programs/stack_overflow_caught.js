function depth(n) { try { return depth(n + 1); } catch (e) { return e instanceof RangeError && e.message; } }
console.log(depth(0));
let f = () => f();
try { f(); } catch (e) { console.log(e.name, e.message, String(e)); }
const deep = (n) => (n === 0 ? 0 : 1 + deep(n - 1));
console.log(deep(5000));
