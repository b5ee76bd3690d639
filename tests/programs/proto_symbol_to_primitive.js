for (const type of [Number, String, Boolean, BigInt]) {
  type.prototype[Symbol.toPrimitive] = () => {
    throw new Error('converted');
  };
}
setTimeout(() => console.log('ok'), 1);
