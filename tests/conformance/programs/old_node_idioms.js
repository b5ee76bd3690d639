process.noDeprecation = true; // So nothing is said about what is old.
var sys = require('sys');
var stdin = process.openStdin();
stdin.setEncoding('utf8');
var buffer = '';
stdin.addListener('data', function (chunk) { buffer += chunk; });
stdin.addListener('end', function () {
  var b = new Buffer(buffer), c = new Buffer(3), d = Buffer('abc'), e = new Buffer([1, 2]), f = new Buffer('6869', 'hex');
  c.fill(0);
  process.stdout.write(sys.inspect({ n: b.length }) + '\n');
  console.log(c, d.toString(), e, f.toString(), b.parent === b.buffer, sys.isArray([]));
  sys.print === undefined && console.log(typeof require('util').puts, typeof process.EventEmitter);
});
