const tables = [];
for (;;) tables.push(new WebAssembly.Table({ initial: 1e6, element: 'externref' }));
