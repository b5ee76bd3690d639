require('child_process').execSync('true');
