// What ECMAScript has gained since the engine's V8, by the standard.

const named = (name, program, stdout) => ({ name, program, stdout });

export const programs = [
  named(
    'change array by copy',
    () => {
      const a = [3, 1, 2];
      console.log(
        a.toSorted(),
        a.toSorted((x, y) => y - x),
        a.toReversed(),
      );
      console.log(a.toSpliced(1, 1, 8, 9), a.with(-1, 5), a);
    },
    '[ 1, 2, 3 ] [ 3, 2, 1 ] [ 2, 1, 3 ]\n[ 3, 8, 9, 2 ] [ 3, 1, 5 ] [ 3, 1, 2 ]\n',
  ),
  named(
    'change typed array by copy',
    () => {
      const a = new Uint8Array([3, 1, 2]);
      console.log(a.toSorted(), a.toReversed(), a.with(0, 9));
    },
    'Uint8Array(3) [ 1, 2, 3 ] Uint8Array(3) [ 2, 1, 3 ] Uint8Array(3) [ 9, 1, 2 ]\n',
  ),
  named(
    'errors of change by copy',
    () => {
      for (const attempt of [
        () => [1].with(3, 4),
        () => new Int8Array(2).with(3, 4),
        () => [1].toSorted(3),
      ]) {
        try {
          attempt();
        } catch (error) {
          console.log(error.name, error.message);
        }
      }
    },
    'RangeError Invalid index : 3\nRangeError Invalid typed array index\n' +
      'TypeError The comparison function must be either a function or undefined\n',
  ),
  named(
    'grouping',
    () => {
      const odd = (x) => (x % 2 ? 'odd' : 'even');
      console.log(Object.groupBy([1, 2, 3], odd), Map.groupBy([1, 2, 3], odd));
    },
    '[Object: null prototype] { odd: [ 1, 3 ], even: [ 2 ] } ' +
      "Map(2) { 'odd' => [ 1, 3 ], 'even' => [ 2 ] }\n",
  ),
  named(
    'methods of sets',
    () => {
      const a = new Set([1, 2, 3]);
      const b = new Set([3, 4]);
      console.log(a.union(b), a.intersection(b), a.difference(b));
      console.log(
        a.symmetricDifference(b),
        a.isSubsetOf(b),
        a.isSupersetOf(new Set([1])),
      );
      console.log(a.isDisjointFrom(new Set([9])));
    },
    'Set(4) { 1, 2, 3, 4 } Set(1) { 3 } Set(2) { 1, 2 }\n' +
      'Set(3) { 1, 2, 4 } false true\ntrue\n',
  ),
  named(
    'iterator helpers',
    () => {
      function* numbers() {
        for (let i = 1; ; i++) yield i;
      }
      console.log(
        numbers()
          .filter((x) => x % 2)
          .map((x) => x * x)
          .take(3)
          .toArray(),
      );
      console.log(
        numbers()
          .drop(2)
          .find((x) => x > 3),
        numbers()
          .take(4)
          .reduce((a, b) => a + b),
      );
      console.log([...[1, 2].values().flatMap((x) => [x, x])]);
      numbers()
        .take(2)
        .forEach((x) => console.log(x));
      console.log(
        numbers().some((x) => x > 5),
        [1].values().every((x) => x > 5),
      );
      console.log(
        numbers() instanceof Iterator,
        Iterator.from({ next: () => ({ done: true }) }).toArray(),
      );
      class Mine extends Iterator {}
      console.log(
        new Mine() instanceof Iterator,
        [1].values().map((x) => x),
      );
    },
    '[ 1, 9, 25 ]\n4 10\n[ 1, 1, 2, 2 ]\n1\n2\ntrue false\ntrue []\ntrue Object [Iterator Helper] {}\n',
  ),
  named(
    'promises',
    () => {
      const { promise, resolve } = Promise.withResolvers();
      promise.then((value) => console.log(value));
      resolve('resolved');
      Promise.try(() => {
        throw new Error('tried');
      }).catch((error) => console.log(error.message));
    },
    'resolved\ntried\n',
  ),
  named(
    'Array.fromAsync',
    () => {
      async function* letters() {
        yield 'a';
        yield 'b';
      }
      (async () => {
        console.log(await Array.fromAsync(letters()));
        console.log(
          await Array.fromAsync([1, Promise.resolve(2)], (x) => x * 2),
        );
      })();
    },
    "[ 'a', 'b' ]\n[ 2, 4 ]\n",
  ),
  named(
    'well-formed strings',
    () => {
      console.log('a\ud800'.isWellFormed(), 'ab'.isWellFormed());
      console.log('a\ud800b'.toWellFormed() === 'a\ufffdb');
    },
    'false true\ntrue\n',
  ),
  named(
    'array buffers change hands',
    () => {
      const buffer = new Uint8Array([1, 2, 3, 4]).buffer;
      const other = buffer.transfer(2);
      console.log(buffer.detached, buffer.byteLength, new Uint8Array(other));
      const longer = other.transferToFixedLength(3);
      console.log(new Uint8Array(longer));
      try {
        buffer.transfer();
      } catch (error) {
        console.log(error.name);
      }
    },
    'true 0 Uint8Array(2) [ 1, 2 ]\nUint8Array(3) [ 1, 2, 0 ]\nTypeError\n',
  ),
  named(
    'RegExp.escape and symbols',
    () => {
      console.log(
        new RegExp(RegExp.escape('a.b*')).test('a.b*'),
        typeof Symbol.dispose,
      );
      console.log(typeof Symbol.asyncDispose);
    },
    'true symbol\nsymbol\n',
  ),
  named(
    'what is added is not enumerable',
    () => {
      for (const key in [1]) console.log(key);
      for (const key in Object.assign(() => {}, {})) console.log(key);
      for (const key in 'a') console.log(key);
      const descriptor = Object.getOwnPropertyDescriptor(
        Array.prototype,
        'toSorted',
      );
      console.log(
        descriptor.enumerable,
        descriptor.writable,
        descriptor.configurable,
      );
      console.log(
        [].toSorted.name,
        [].toSorted.length,
        Object.keys(globalThis).includes('Iterator'),
      );
    },
    '0\n0\nfalse true true\ntoSorted 1 false\n',
  ),
  named(
    'no globals of packages',
    () => {
      console.log(
        Object.getOwnPropertyNames(globalThis).filter((name) =>
          /core|__/.test(name),
        ),
      );
      console.log(String(Function.prototype.toString));
    },
    '[]\nfunction toString() { [native code] }\n',
  ),
  named(
    'what is added survives overwritten prototypes',
    () => {
      const fail = () => {
        throw new Error('called');
      };
      const { toSorted } = Array.prototype;
      const one = new Set([1]);
      const two = new Set([2]);
      Array.prototype.sort =
        Array.prototype.slice =
        Array.prototype.push =
          fail;
      Set.prototype.has = Set.prototype.add = fail;
      Map.prototype.get = Map.prototype.set = fail;
      console.log(Reflect.apply(toSorted, [2, 1], []).length);
      console.log(one.union(two).size, Map.groupBy([1], (x) => x).size);
      console.log(
        [1, 2]
          .values()
          .map((x) => x)
          .toArray().length,
      );
    },
    '2\n2 1\n2\n',
  ),
];
