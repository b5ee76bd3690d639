const name = 1, top = 2, self = 3, URL = 4, performance = 5, Event = 6, atob = 7, fetch = 8, crypto = 9, structuredClone = 10, queueMicrotask = 11, Buffer = 12, setImmediate = 13, global = 14, AbortController = 15;
let print = 1, readline = 2, write = 3, gets = 4, quit = 5, putstr = 6, printErr = 7;
class Map2 extends Map {} class Node {} class Iterator {} class Queue {} class Event2 {} class Graph {}
console.log(name + top + self + URL + performance + Event + atob + fetch + crypto + structuredClone + queueMicrotask + Buffer + setImmediate + global + AbortController + print + readline + write + gets + quit + putstr + printErr, new Map2(), new Node(), new Iterator(), Queue, Graph);
process.stdout.write('still works\n'); setTimeout(() => console.log('timer'), 0);
