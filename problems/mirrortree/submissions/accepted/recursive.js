const mirror = (root) =>
  root && new TreeNode(root.val, mirror(root.right), mirror(root.left));
