// util.inspect and util.format: Node's own source, as node-inspect-extracted
// packs it, on the internals of inspect_internals.js.

import util from 'node-inspect-extracted';

export { previewIterator } from './inspect_internals.js';
export const {
  inspect,
  format,
  formatWithOptions,
  stripVTControlCharacters,
  getStringWidth,
} = util;

// The package colours the parts of regular expressions.
inspect.styles.regexp = 'red';
