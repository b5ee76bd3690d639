require('fs').writeFileSync('/tmp/x', 'text');
