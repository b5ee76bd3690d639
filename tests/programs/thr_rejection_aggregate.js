Promise.any([]);
