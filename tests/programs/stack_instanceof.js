const type = { [Symbol.hasInstance]: (value) => value instanceof type };
({}) instanceof type;
