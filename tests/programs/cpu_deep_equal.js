const make = () => {
  let node = { leaf: 1 };
  for (let i = 0; i < 40; i++) node = { left: node, right: node };
  return node;
};
require('assert').deepStrictEqual(make(), make());
