const target = {};
const proxy = new Proxy(target, {});
Object.setPrototypeOf(target, Object.create(proxy));
proxy.missing;
