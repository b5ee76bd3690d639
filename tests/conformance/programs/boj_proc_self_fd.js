const input = require('fs').readFileSync('/proc/self/fd/0', { encoding: 'utf8', flag: 'r' });
console.log(input.split('\n').map((l) => l.split(',')));
