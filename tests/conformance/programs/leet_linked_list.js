function ListNode(val, next) {
  this.val = (val === undefined ? 0 : val);
  this.next = (next === undefined ? null : next);
}
const build = (a) => a.reduceRight((n, v) => new ListNode(v, n), null);
const toArray = (l) => { const r = []; for (; l; l = l.next) r.push(l.val); return r; };
const reverse = (l) => { let p = null; while (l) [l.next, p, l] = [p, l, l.next]; return p; };
const l = build([1, 2, 3, 4, 5]);
console.log(l);
const r = reverse(l);
console.log(toArray(r), r);
console.log(JSON.stringify(r));
r.next.next = r;
console.log(r);
try { JSON.stringify(r); } catch (e) { console.log(e.message); }
