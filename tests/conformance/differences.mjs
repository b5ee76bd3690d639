// What is known to differ from Node, by the program that shows it, and why.
// docs/javascript.md tells the same. A program that no longer differs fails
// until it is taken from this list.

export const differences = {};
