/^(?:\p{L}|\p{Lu}|\p{Ll})+\p{N}$/iu.test('é'.repeat(50) + '!');
