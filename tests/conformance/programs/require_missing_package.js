let _;
try { _ = require('lodash'); } catch (e) { console.log(e.code, e.message.split('\n')[0]); _ = { sum: (a) => a.reduce((x, y) => x + y, 0) }; }
console.log(_.sum([1, 2, 3]));
try { require('./helper'); } catch (e) { console.log(e.code, e.message.split('\n')[0]); }
try { require(''); } catch (e) { console.log(e.code, e.message); }
try { require(5); } catch (e) { console.log(e.code, e.message); }
console.log(require.resolve('fs'), typeof require.cache, typeof require.resolve);
require('collections/deque');
