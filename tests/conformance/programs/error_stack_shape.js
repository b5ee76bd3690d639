function a() { return new Error('here'); } const st = a().stack.split('\n'); console.log(st[0], /^    at a \(.*main\.js:1:\d+\)$/.test(st[1]), /main\.js:1:\d+\)?$/.test(st[2]));
const { stack } = new Error(); console.log(stack.split('\n')[0]); console.log(/at Object\.<anonymous>/.test(new Error('x').stack)); try { null.f(); } catch (e) { console.log(e.stack.split('\n')[0]); }
