const object = { toString: () => `${object}` };
String(object);
