// compare stderr
'use strict';
function validate(x) { if (x > 2) {
  const err = new RangeError(`too big: ${x}`);
  err.code = 'E_BIG';
  err.info = { x, list: [1, 2] };
  throw err;
} return x; }
[1, 2, 3].forEach((x) => console.log(validate(x)));
