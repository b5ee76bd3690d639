function mirror(root) {
  if (root && root.left) root.left.left = root;
  return root;
}
