const object = { toJSON: () => JSON.stringify(object) };
JSON.stringify(object);
