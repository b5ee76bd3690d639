switch (1) {
«50000×case 0: break;
»
  case 1: console.log('ok');
}
