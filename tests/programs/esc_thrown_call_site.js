Error.prepareStackTrace = (error, sites) => sites;
let sites = [];
try {
  setTimeout('no function');
} catch (error) {
  sites = error.stack;
}
Error.prepareStackTrace = undefined;
const leaks = Array.isArray(sites) ? sites.filter((site) => site.getFunction?.()?.name === 'nodeError') : [];
console.log(leaks.length === 0 ? 'ok' : leaks);
