// The names of hosts as whatwg-url wants them: lower case, normalized and in
// Punycode. Unicode's mapping table for domain names is left out.

import punycode from 'punycode/punycode.js';

export function toASCII(domain) {
  try {
    return punycode.toASCII(domain.normalize('NFKC').toLowerCase());
  } catch {
    return null;
  }
}

export function toUnicode(domain) {
  try {
    return { domain: punycode.toUnicode(domain), error: false };
  } catch {
    return { domain, error: true };
  }
}

export { punycode };
