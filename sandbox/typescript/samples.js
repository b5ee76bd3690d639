// What the compiler is warmed up with: of each kind of program one.

import broken from './samples/broken.ts';
import decorated from './samples/decorated.ts';
import graph from './samples/graph.ts';
import legacy from './samples/legacy.ts';
import module from './samples/module.ts';
import script from './samples/script.ts';

export const SAMPLES = [broken, decorated, graph, legacy, module, script];
