for (const n of [-1, Infinity]) {
  try { 'x'.repeat(n); } catch (e) { console.log(e.name, e.message); }
}
