JSON.parse('[1]', function (key, value) {
  if (Array.isArray(this)) this[Number(key) + 1] = [1];
  for (let i = 0; i < 1e6; i++) value = [value];
  for (;;);
});
