console.log(arguments.length, typeof arguments[1], arguments[1] === require, arguments[0] === exports, arguments[2] === module, typeof arguments[3], module.children.length, module.paths === undefined, module.parent == null, module.loaded, module.id);
exports.x = 1; module.exports.y = 2; console.log(module.exports, exports);
if (require.main === module) console.log('is main');
if (!module.parent) console.log('no parent');
return;
console.log('unreachable');
