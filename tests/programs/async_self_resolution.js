let resolve;
const promise = new Promise((r) => (resolve = r));
resolve(promise);
