import { EOL } from 'os';
console.log(`ok${EOL}`.trim());
