throw 'words '.repeat(8e6);
