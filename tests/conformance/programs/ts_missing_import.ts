import { foo } from './other';
console.log(foo);
