import(import.meta.url);
throw new TypeError('sync');
