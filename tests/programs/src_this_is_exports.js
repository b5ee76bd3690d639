this.a = 1;
console.log(exports.a === 1 && module.exports === this && arguments.length === 5 ? 'ok' : '');
