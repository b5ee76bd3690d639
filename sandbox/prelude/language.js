// What ECMAScript has gained since the engine's V8: core-js defines it where V8
// does not, as natives are.

import 'core-js/modules/es.array.from-async.js';
import 'core-js/modules/es.array.to-reversed.js';
import 'core-js/modules/es.array.to-sorted.js';
import 'core-js/modules/es.array.to-spliced.js';
import 'core-js/modules/es.array.with.js';
import 'core-js/modules/es.iterator.constructor.js';
import 'core-js/modules/es.iterator.drop.js';
import 'core-js/modules/es.iterator.every.js';
import 'core-js/modules/es.iterator.filter.js';
import 'core-js/modules/es.iterator.find.js';
import 'core-js/modules/es.iterator.flat-map.js';
import 'core-js/modules/es.iterator.for-each.js';
import 'core-js/modules/es.iterator.from.js';
import 'core-js/modules/es.iterator.map.js';
import 'core-js/modules/es.iterator.reduce.js';
import 'core-js/modules/es.iterator.some.js';
import 'core-js/modules/es.iterator.take.js';
import 'core-js/modules/es.iterator.to-array.js';
import 'core-js/modules/es.map.group-by.js';
import 'core-js/modules/es.object.group-by.js';
import 'core-js/modules/es.promise.try.js';
import 'core-js/modules/es.promise.with-resolvers.js';
import 'core-js/modules/es.regexp.escape.js';
import 'core-js/modules/es.set.difference.v2.js';
import 'core-js/modules/es.set.intersection.v2.js';
import 'core-js/modules/es.set.is-disjoint-from.v2.js';
import 'core-js/modules/es.set.is-subset-of.v2.js';
import 'core-js/modules/es.set.is-superset-of.v2.js';
import 'core-js/modules/es.set.symmetric-difference.v2.js';
import 'core-js/modules/es.set.union.v2.js';
import 'core-js/modules/es.string.is-well-formed.js';
import 'core-js/modules/es.string.to-well-formed.js';
import 'core-js/modules/es.typed-array.to-reversed.js';
import 'core-js/modules/es.typed-array.to-sorted.js';
import 'core-js/modules/es.typed-array.with.js';

import {
  ArrayBufferPrototypeGetByteLength,
  ObjectDefineProperty,
  TypedArrayPrototypeSet,
  bytesBetween,
} from './primordials.js';

// As Node 20 has them, whose V8 does not know them either.
for (const name of ['dispose', 'asyncDispose']) {
  if (!(name in Symbol)) {
    ObjectDefineProperty(Symbol, name, {
      __proto__: null,
      value: Symbol(`nodejs.${name}`),
    });
  }
}

function isDetached(buffer) {
  if (ArrayBufferPrototypeGetByteLength(buffer) > 0) return false;
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}

function makeTransfer(detach, name) {
  return (buffer, newLength) => {
    const length = ArrayBufferPrototypeGetByteLength(buffer);
    const wanted = newLength === undefined ? length : newLength;
    if (isDetached(buffer)) {
      throw new TypeError(
        `Cannot perform ArrayBuffer.prototype.${name} on a detached ArrayBuffer`,
      );
    }
    const result = new Uint8Array(new ArrayBuffer(wanted));
    const bytes = new Uint8Array(buffer);
    TypedArrayPrototypeSet(
      result,
      wanted < length ? bytesBetween(bytes, 0, wanted) : bytes,
    );
    detach(buffer);
    return result.buffer;
  };
}

// ArrayBuffer.prototype.transfer and its kin, where the host can detach.
export function installTransfer({ detach }) {
  const { prototype } = ArrayBuffer;
  if (detach === undefined || 'transfer' in prototype) return;
  const transfer = makeTransfer(detach, 'transfer');
  const toFixed = makeTransfer(detach, 'transferToFixedLength');
  const natives = {
    transfer(newLength) {
      return transfer(this, newLength);
    },
    transferToFixedLength(newLength) {
      return toFixed(this, newLength);
    },
    get detached() {
      return isDetached(this);
    },
  };
  for (const name of ['transfer', 'transferToFixedLength', 'detached']) {
    ObjectDefineProperty(prototype, name, {
      __proto__: null,
      ...Object.getOwnPropertyDescriptor(natives, name),
      enumerable: false,
    });
  }
  for (const name of ['transfer', 'transferToFixedLength']) {
    ObjectDefineProperty(prototype[name], 'length', {
      __proto__: null,
      value: 0,
      configurable: true,
    });
  }
}
