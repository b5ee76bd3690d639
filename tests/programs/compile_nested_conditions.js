if (false) {}
«60000×else if (false) {}
»
else console.log('ok');
