const { inspect } = require('util');
const value = {
  get endless() {
    for (;;);
  },
};
console.log(inspect(value, { getters: true }));
