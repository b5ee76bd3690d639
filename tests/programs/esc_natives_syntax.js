eval('%DebugPrint(1)');
