// How many columns of a terminal a code point takes, as ICU tells Node.

import { RegExpPrototypeExec, StringFromCodePoint } from './primordials.js';

// Wide are emoji and what Unicode's East Asian Width calls wide or full; ends
// and beginnings are taken together over code points that are not assigned.
const WIDE = [
  0x1100, 0x115f, 0x2329, 0x232a, 0x2630, 0x2637, 0x268a, 0x268f, 0x2e80,
  0x303e, 0x3041, 0x3247, 0x3250, 0xa4c6, 0xa960, 0xa97c, 0xac00, 0xd7a3,
  0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6b, 0xff01, 0xff60, 0xffe0,
  0xffe6, 0x16fe0, 0x18df2, 0x1aff0, 0x1b2fb, 0x1d300, 0x1d376, 0x1f200,
  0x1f265, 0x20000, 0x3fffd,
];

const EMOJI = /^\p{Emoji_Presentation}/u;
const INVISIBLE = /^(?!\u00ad)[\p{Cc}\p{Cf}\p{Me}\p{Mn}]/u;

function isWide(point) {
  for (let i = 0; i < WIDE.length; i += 2) {
    if (point <= WIDE[i + 1]) return point >= WIDE[i];
  }
  return false;
}

export function columnsOf(point) {
  if (point < 0x7f) return point < 0x20 ? 0 : 1;
  const text = StringFromCodePoint(point);
  if (isWide(point) || RegExpPrototypeExec(EMOJI, text) !== null) return 2;
  return RegExpPrototypeExec(INVISIBLE, text) === null ? 1 : 0;
}
