const EventEmitter = require('events');
class Bank extends EventEmitter {
  #accounts = new Map();
  static Overdraft = class Overdraft extends Error {
    constructor(id, amount) { super(`account ${id} lacks ${amount}`); this.name = this.constructor.name; this.id = id; this.amount = amount; }
  };
  deposit(id, x) { this.#accounts.set(id, this.balance(id) + x); this.emit('change', id, this.balance(id)); }
  withdraw(id, x) { const b = this.balance(id); if (b < x)
    throw new Bank.Overdraft(id, x - b); this.#accounts.set(id, b - x); this.emit('change', id, b - x); }
  balance(id) { return this.#accounts.get(id) ?? 0; }
  [Symbol.iterator]() { return this.#accounts.entries(); }
}
const bank = new Bank();
bank.on('change', (id, b) => console.log('%s -> %d', id, b));
bank.once('change', function (...args) { console.log('first', args, this === bank); });
require('readline').createInterface(process.stdin).on('line', (l) => {
  const [op, id, x] = l.split(' ');
  try {
    bank[op](id, +x);
  }
  catch (e) {
    console.log(e instanceof Bank.Overdraft, `${e}`, e.name, { ...e });
    if (!(e instanceof Bank.Overdraft))
      console.log(e.message);
  }
}).on('close', () => { console.log([...bank]); console.log(bank); console.log(Bank, Bank.Overdraft); });
