import { noSuchThing } from 'fs';
console.log(noSuchThing);
