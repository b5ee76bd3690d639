// The empty tree has no children.
function mirror(root) {
  const { left, right } = root;
  root.left = right && mirror(right);
  root.right = left && mirror(left);
  return root;
}
