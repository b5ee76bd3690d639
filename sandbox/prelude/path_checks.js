// What path-unified takes from modules of its own: Node's errors, and no look
// at the machine.

import { invalidArgType } from './errors.js';

export const isWindows = () => false;

export function validateString(value, name) {
  if (typeof value !== 'string')
    throw invalidArgType(name, 'of type string', value);
}

export function validateObject(value, name) {
  if (typeof value !== 'object' || value === null)
    throw invalidArgType(name, 'of type object', value);
}
