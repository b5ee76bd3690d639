class TreeNode { constructor(val, left = null, right = null) { Object.assign(this, { val, left, right }); } }
const build = (a, i = 0) => i < a.length && a[i] !== null ? new TreeNode(a[i], build(a, 2 * i + 1), build(a, 2 * i + 2)) : null;
const root = build([4, 2, 7, 1, 3, 6, 9]);
const depth = (n) => n ? 1 + Math.max(depth(n.left), depth(n.right)) : 0;
const invert = (n) => { if (n) { [n.left, n.right] = [invert(n.right), invert(n.left)]; } return n; };
const bfs = (n) => { const out = []; const q = [[n, 0]]; for (const [x, d] of q) { if (!x) continue; (out[d] ||= []).push(x.val); q.push([x.left, d + 1], [x.right, d + 1]); } return out; };
console.log(depth(root), bfs(root));
console.log(invert(root));
console.dir(root, { depth: null });
