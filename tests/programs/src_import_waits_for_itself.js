await import(import.meta.url);
console.log('ok');
