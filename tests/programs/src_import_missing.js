import { range } from 'lodash';
console.log(range(3));
