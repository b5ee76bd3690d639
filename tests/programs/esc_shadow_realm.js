let known = 'undefined';
if (typeof ShadowRealm === 'function') known = new ShadowRealm().evaluate('typeof process');
console.log(known === 'undefined' ? 'ok' : known);
