outer: for (let i = 0; ; i++) eval(`inner${i}: for (;;) { break inner${i}; }`);
