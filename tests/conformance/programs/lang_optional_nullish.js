const u = { a: { b: null, f() { return this.b; }, n: 0, e: '' } };
console.log(u?.a?.b?.c, u.x?.y.z.w, u.a.f?.(), u.a.g?.(), u?.['a']?.n ?? 'd', u.a.e || 'or', u.a.e ?? 'nn', null ?? undefined ?? 0, delete u?.zz, u.a.q?.[0]);
let p = null, q = 0, r = 'x'; p ??= 'set'; q ||= 5; r &&= 'y'; console.log(p, q, r);
try { u.x.y; } catch (e) { console.log(e.message); }
try { u.nope(); } catch (e) { console.log(e.message); }
try { u.a.b.c; } catch (e) { console.log(e.message); }
try { undefined.foo; } catch (e) { console.log(e.message); }
try { null[Symbol.iterator]; } catch (e) { console.log(e.message); }
try { let z; z(); } catch (e) { console.log(e.message); }
try { [...undefined]; } catch (e) { console.log(e.message); }
try { new u.a.n(); } catch (e) { console.log(e.message); }
try { for (const x of 5); } catch (e) { console.log(e.message); }
try { u.a.x.y = 1; } catch (e) { console.log(e.message); }
try { new Map([1]); } catch (e) { console.log(e.message); }
try { 'x' in 'y'; } catch (e) { console.log(e.message); }
try { ({}) instanceof 5; } catch (e) { console.log(e.message); }
try { class A extends null {} new A(); } catch (e) { console.log(e.message); }
try { class B { constructor() { } } B(); } catch (e) { console.log(e.message); }
try { class C extends Object { constructor() { this.x; } } new C(); } catch (e) { console.log(e.message); }
