let leaked = 0;
Error.prepareStackTrace = (error, sites) => sites;
function look() {
  for (const site of new Error().stack) {
    if (!String(site.getFileName()).startsWith('gavel:')) continue;
    if (site.getFunction() !== undefined || site.getThis() !== undefined) leaked++;
  }
}
setTimeout(look, 0);
const object = {
  [Symbol.for('nodejs.util.inspect.custom')]() {
    look();
    return '';
  },
};
require('util').inspect(object);
setTimeout(() => console.log(leaked === 0 ? 'ok' : leaked), 1);
