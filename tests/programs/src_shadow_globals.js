let readline = 1, print = 2, process = 3, Buffer = 4, global = 5, setTimeout = 6, gets = 7, write = 8;
const Number = 9, Array = 10, Promise = 11, undefined_ = 12;
if (readline + print + process + Buffer + global + setTimeout + gets + write === 36) console.log('ok');
