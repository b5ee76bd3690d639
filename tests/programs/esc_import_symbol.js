import(Symbol('module'));
