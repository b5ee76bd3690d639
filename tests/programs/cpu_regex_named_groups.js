'a'.repeat(60).replace(/(?<all>(?<one>a*)*)*b/, '$<all>');
