/(?<=^(a|aa|aaa)+)b/.test(`c${'a'.repeat(80)}b`);
