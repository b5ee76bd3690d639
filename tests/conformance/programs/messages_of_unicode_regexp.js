for (const [source, flags] of [['\\p{Foo}', 'u'], ['(', 'g'], ['[z-a]', 'u']]) {
  try { new RegExp(source, flags); } catch (e) { console.log(e.name, e.message); }
}
