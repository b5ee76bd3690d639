// verdict: AC
// time_limit: 1000000
/* { "limits": { "memory": 1000000 } } */
'use asm';
console.log('ok');
