console.log(import.meta.url.startsWith('file://') ? 'ok' : import.meta.url);
