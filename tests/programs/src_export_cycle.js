export { a as b } from './main.js';
export { b as a } from './main.js';
