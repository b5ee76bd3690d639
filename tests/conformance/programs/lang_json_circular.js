const a = { name: 'a' }; a.self = a; try { JSON.stringify(a); } catch (e) { console.log(e.message); }
const b = { list: [1, { back: null }] }; b.list[1].back = b; try { JSON.stringify(b); } catch (e) { console.log(e.message); }
class Node { constructor() { this.children = []; } } const n = new Node(); const c = new Node(); n.children.push(c); c.parent = n; try { JSON.stringify(n); } catch (e) { console.log(e.message); }
console.log(a, b, n);
