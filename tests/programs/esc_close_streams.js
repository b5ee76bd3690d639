require('fs').closeSync(3);
