// What the package's URL takes for the class URLSearchParams.

import params from 'whatwg-url/lib/URLSearchParams-impl.js';

export const createImpl = (realm, args, options = {}) =>
  new params.implementation(realm, args, options);
