new Date(NaN).toISOString();
