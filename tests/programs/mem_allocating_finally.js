const list = [];
const grow = () => {
  try {
    for (;;) list.push(new Array(500).fill(0));
  } finally {
    grow();
  }
};
grow();
