function f(«70000×a, »b) {}
