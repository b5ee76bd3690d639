/^(?=(a|a)*c)a*$/.test('a'.repeat(60));
