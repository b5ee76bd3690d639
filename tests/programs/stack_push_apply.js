[].push.apply([], new Array(1e7));
