throw Symbol('thrown');
