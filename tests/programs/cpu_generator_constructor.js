const GeneratorFunction = function* () {}.constructor;
for (const value of new GeneratorFunction('for (;;) yield 1;')());
