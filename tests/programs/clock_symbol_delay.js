setTimeout(() => {}, Symbol('ms'));
