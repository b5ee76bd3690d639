console.log(`${{
  get [Symbol.toPrimitive]() {
    return process.exit(3);
  },
}}`);
