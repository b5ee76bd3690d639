class Trie {
  root = Object.create(null);
  insert(w) { let n = this.root; for (const ch of w) n = n[ch] ??= Object.create(null); n.$ = true; }
  find(p) { let n = this.root; for (const ch of p) { if (!(ch in n)) return null; n = n[ch]; } return n; }
  search(w) { return !!this.find(w)?.$; }
  startsWith(p) { return this.find(p) !== null; }
}
const t = new Trie();
['apple', 'app', 'toString', '日本'].forEach((w) => t.insert(w));
console.log(t.search('app'), t.search('appl'), t.startsWith('appl'), t.search('toString'), t.startsWith('to'), t.search('日本'));
console.log(t);
console.log(JSON.stringify(t).length);
