// What Node has from the web: URLs, events, signals; and querystring.

const named = (name, program) => ({ name, program });

export const programs = [
  named('URL: all parts', () => {
    console.log(
      new URL(
        'https://user:pa%20ss@ex\u00e4mple.com:8080/p/../t/h?q=s&a=1#hash',
      ),
    );
  }),
  named('URL: relative to a base', () => {
    console.log(new URL('../c?d', 'http://a.b/x/y/z').href);
    console.log(new URL('//e.f/g', 'https://a.b').href);
    console.log(String(new URL('HTTP://EXAMPLE.com:80/%7Efoo/?a b#c d')));
    console.log(
      new URL('http://0x7f.1/').host,
      new URL('http://[::1]:3000').host,
    );
  }),
  named('URL: setters', () => {
    const url = new URL('http://a.b:81/c?d=e#f');
    url.port = '80';
    url.pathname = '/x y';
    url.search = '?q=1';
    url.hash = '';
    url.username = 'me';
    url.protocol = 'https';
    console.log(url.href, url.origin, JSON.stringify({ url }));
  }),
  named('URL: wrong ones', () => {
    for (const attempt of [
      () => new URL('foo'),
      () => new URL('foo', 'bar'),
      () => new URL(),
      () => new URL('http://a b/'),
      () => {
        new URL('http://a.b').href = 'x';
      },
    ]) {
      try {
        console.log(attempt());
      } catch (error) {
        console.log(
          error.name,
          error.code,
          error.message,
          error.input,
          error.base,
        );
      }
    }
    console.log(URL.canParse('foo:'), URL.canParse('foo'));
  }),
  named('URL: what it is', () => {
    const url = new URL('http://a.b');
    console.log(Object.keys(url), Object.prototype.toString.call(url));
    console.log(URL === require('url').URL, URL.name, {
      deep: { er: { url } },
    });
  }),
  named('URLSearchParams: from all kinds', () => {
    console.log(new URLSearchParams('?a=1&a=2&b=%20+c'));
    console.log(new URLSearchParams({ a: 1, b: 'x y' }));
    console.log(new URLSearchParams([['k', 'v']]), new URLSearchParams());
    console.log(new URLSearchParams(new Map([['m', 'n']])).toString());
  }),
  named('URLSearchParams: methods', () => {
    const params = new URLSearchParams('b=1&a=2&b=3');
    params.append('c', '\u00e4&');
    console.log(
      params.get('b'),
      params.getAll('b'),
      params.get('x'),
      params.size,
    );
    console.log(params.has('a'), params.has('a', '3'));
    params.set('b', 'x');
    params.sort();
    params.delete('a');
    console.log(
      String(params),
      [...params],
      [...params.keys()],
      [...params.values()],
    );
    params.forEach((value, name, all) =>
      console.log(name, value, all === params),
    );
    console.log(params.entries(), params.keys());
  }),
  named('URLSearchParams: wrong arguments', () => {
    for (const attempt of [
      () => new URLSearchParams([1]),
      () => new URLSearchParams([[1]]),
      () => new URLSearchParams({ [Symbol.iterator]: 5 }),
      () => new URLSearchParams().get(),
      () => new URLSearchParams().append('a'),
      () => new URLSearchParams().forEach(5),
    ]) {
      try {
        console.log(attempt());
      } catch (error) {
        console.log(error.name, error.code, error.message);
      }
    }
  }),
  named('url.parse and its kin', () => {
    const url = require('url');
    console.log(
      url.parse('http://user:pass@sub.example.com:8080/p/a?q=s#hash'),
    );
    console.log(url.parse('/a?b=c&d=e', true).query);
    console.log(
      url.resolve('/one/two', 'three'),
      url.resolve('http://a.b/c', '/d'),
    );
    console.log(
      url.format({ protocol: 'https', hostname: 'a.b', query: { x: [1, 2] } }),
    );
  }),
  named('url: the other functions', () => {
    const url = require('node:url');
    const it = new URL('http://a:b@c.d/e?f#g');
    console.log(
      url.format(it, { auth: false, search: false, fragment: false }),
    );
    console.log(
      url.fileURLToPath('file:///a%20b'),
      url.pathToFileURL('/a b#').href,
    );
    console.log(url.domainToASCII('espa\u00f1ol.com'));
    console.log(url.domainToUnicode('xn--espaol-zwa.com'));
    console.log(url.urlToHttpOptions(it));
  }),
  named('querystring', () => {
    const qs = require('querystring');
    console.log(qs.parse('foo=bar&abc=xyz&abc=123&&x&=y&z=%zz+1'));
    console.log(
      qs.parse('a:b;c:d', ';', ':'),
      qs.parse('a=1&b=2', null, null, { maxKeys: 1 }),
    );
    console.log(
      qs.stringify({
        a: ['b', 1],
        n: NaN,
        o: {},
        u: undefined,
        t: true,
        i: 2n,
      }),
    );
    console.log(
      qs.escape('a b&\u00e4'),
      qs.unescape('%41%zz'),
      qs.decode === qs.parse,
    );
  }),
  named('EventTarget', () => {
    const target = new EventTarget();
    const twice = () => console.log('twice');
    target.addEventListener('x', twice);
    target.addEventListener('x', twice);
    target.addEventListener('x', () => console.log('once'), { once: true });
    target.addEventListener('x', {
      handleEvent(event) {
        console.log('object', event.type, event.target === target);
        event.preventDefault();
      },
    });
    console.log(target.dispatchEvent(new Event('x', { cancelable: true })));
    target.removeEventListener('x', twice);
    console.log(target.dispatchEvent(new Event('x')), target);
  }),
  named('Event', () => {
    const event = new Event('name', { cancelable: true });
    event.preventDefault();
    console.log(
      event.type,
      event.defaultPrevented,
      event.bubbles,
      event.eventPhase,
    );
    class Mine extends Event {}
    console.log(new Mine('m').type, Object.prototype.toString.call(event));
    try {
      new Event();
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
    try {
      new EventTarget().dispatchEvent({});
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }),
  named('stopImmediatePropagation', () => {
    const target = new EventTarget();
    target.addEventListener('x', (event) => event.stopImmediatePropagation());
    target.addEventListener('x', () => console.log('never'));
    target.dispatchEvent(new Event('x'));
    console.log('done');
  }),
  named('an exception in a listener is uncaught, and the others run', () => {
    process.on('uncaughtException', (error) =>
      console.log('uncaught', error.message),
    );
    const target = new EventTarget();
    target.addEventListener('x', () => {
      throw new Error('first');
    });
    target.addEventListener('x', () => console.log('second'));
    target.dispatchEvent(new Event('x'));
    console.log('dispatched');
  }),
  named('AbortController', () => {
    const controller = new AbortController();
    const { signal } = controller;
    console.log(controller, signal);
    signal.addEventListener('abort', (event) =>
      console.log(event.type, signal.reason.name),
    );
    signal.onabort = () => console.log('onabort');
    controller.abort();
    controller.abort('again');
    console.log(signal.aborted, signal.reason.message, signal.reason.code);
  }),
  named('AbortSignal: abort, any and throwIfAborted', () => {
    try {
      AbortSignal.abort('why').throwIfAborted();
    } catch (error) {
      console.log(error);
    }
    const controller = new AbortController();
    const any = AbortSignal.any([
      controller.signal,
      new AbortController().signal,
    ]);
    any.addEventListener('abort', () => console.log('any', any.reason));
    controller.abort(5);
    console.log(any.aborted);
    try {
      new AbortSignal();
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }),
  named('AbortSignal.timeout', () => {
    const signal = AbortSignal.timeout(1);
    signal.addEventListener('abort', () => {
      console.log(
        signal.reason.name,
        signal.reason.code,
        signal.reason.message,
      );
      clearTimeout(keep);
    });
    const keep = setTimeout(() => {}, 1000);
  }),
  named('DOMException', () => {
    const error = new DOMException('text', 'DataCloneError');
    console.log(error.name, error.message, error.code, error instanceof Error);
    console.log(DOMException.ABORT_ERR, Object.prototype.toString.call(error));
    console.log(
      new DOMException('a').name,
      String(new DOMException('m', 'AbortError')),
    );
  }),
  named('structuredClone: what cannot be', () => {
    for (const value of [() => 1, Symbol('x'), { f() {} }, Promise.resolve()]) {
      try {
        console.log(structuredClone(value));
      } catch (error) {
        console.log(error.name, error.message, error.code);
      }
    }
    try {
      structuredClone();
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }),
  named('structuredClone with a transfer', () => {
    const buffer = new Uint8Array([1, 2]).buffer;
    const copy = structuredClone({ buffer }, { transfer: [buffer] });
    console.log(buffer.byteLength, copy);
  }),
  named('atob and btoa: wrong characters', () => {
    for (const attempt of [
      () => atob('*'),
      () => btoa('\u1234'),
      () => atob('a'),
    ]) {
      try {
        console.log(attempt());
      } catch (error) {
        console.log(error.name, error.message, error.code);
      }
    }
  }),
  named('timers/promises', () => {
    const {
      setTimeout,
      setImmediate,
      setInterval,
      scheduler,
    } = require('timers/promises');
    (async () => {
      console.log(await setTimeout(1, 'value'), await setImmediate('soon'));
      let count = 0;
      for await (const tick of setInterval(1, 'tick')) {
        console.log(tick);
        if (++count === 2) break;
      }
      await scheduler.wait(1);
      await scheduler.yield();
      try {
        await setTimeout(1000, 1, { signal: AbortSignal.abort() });
      } catch (error) {
        console.log(error.name, error.code, error.message);
      }
    })();
  }),
  named('performance', () => {
    performance.mark('a');
    performance.mark('b');
    const measure = performance.measure('m', 'a', 'b');
    console.log(measure.name, measure.entryType, measure.duration >= 0);
    console.log(performance.getEntriesByName('a').length);
    console.log(performance.timerify((x) => x * 2)(4));
    console.log(Object.prototype.toString.call(performance));
    console.log(require('perf_hooks').performance === performance);
  }),
];
