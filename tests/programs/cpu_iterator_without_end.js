const numbers = { next: () => ({ done: false }), [Symbol.iterator]() { return this; } };
for (const number of numbers);
