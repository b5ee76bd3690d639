// Mirrors the left side twice, and in it again.
function mirror(root) {
  if (!root) return null;
  const copy = mirror(root.left);
  return new TreeNode(root.val, mirror(root.right), mirror(root.left) && copy);
}
