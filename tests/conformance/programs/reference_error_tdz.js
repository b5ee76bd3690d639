console.log(typeof undeclared);
try { undeclared; } catch (e) { console.log(e.message); }
try { tdz; let tdz = 1; } catch (e) { console.log(e.name, e.message); }
const c = 1;
try { c = 2; } catch (e) { console.log(e.message); }
undefinedFunction();
