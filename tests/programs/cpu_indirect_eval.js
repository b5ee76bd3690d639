(0, eval)(['wh', 'ile', '(1', ');'].join(''));
