class Node {
  next = new Node();
}
new Node();
